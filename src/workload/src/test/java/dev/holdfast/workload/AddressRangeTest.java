package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.holdfast.conventions.InvalidConfiguration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    private static List<String> problems(String stack, String cidr) {
        return assertThatThrownBy(() -> Workload.settings(stack, "cidr", cidr))
                .asInstanceOf(type(InvalidConfiguration.class))
                .actual()
                .problems();
    }

    @ParameterizedTest
    @CsvSource({"dev, 10.10.0.0/16", "dev, 10.11.0.0/16", "review-1, 10.0.0.0/16", "prod, 10.255.0.0/16"})
    void isTakenWhereItIsNobodyElses(String stack, String cidr) {
        assertThat(Workload.settings(stack, "cidr", cidr).cidr()).isEqualTo(cidr);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.256.0.0/16", "10.1.0.0/33", "10.1.0.0", "10.1.0/16", "fd00::/16", "ten"})
    void isRefusedIfItIsNone(String cidr) {
        assertThat(problems("dev", cidr))
                .containsExactly("holdfast:cidr is '" + cidr + "', which is no range of addresses; allowed is"
                        + " 10.<0 to 255>.0.0/16, such as 10.200.0.0/16");
    }

    @ParameterizedTest
    @CsvSource({"10.1.0.0/24, 256", "10.1.0.0/17, 32768", "10.1.0.0/32, 1"})
    void isRefusedIfItIsTooSmall(String cidr, int size) {
        assertThat(problems("dev", cidr))
                .containsExactly("holdfast:cidr is '" + cidr + "', which is too small with " + size
                        + " addresses; allowed is /16, which has 65536");
    }

    @Test
    void isRefusedIfItIsTooLarge() {
        assertThat(problems("dev", "10.64.0.0/12"))
                .containsExactly("holdfast:cidr is '10.64.0.0/12', which is too large with 1048576 addresses;"
                        + " allowed is /16, which has 65536");
    }

    @Test
    void isRefusedIfItIsNoNetworksAddress() {
        assertThat(problems("dev", "10.10.1.0/16"))
                .containsExactly("holdfast:cidr is '10.10.1.0/16', which is not the address of a network; the one that"
                        + " it lies in is 10.10.0.0/16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.0.0/16", "172.16.0.0/16", "11.0.0.0/16"})
    void isRefusedOutsideOfThePrivateRange(String cidr) {
        assertThat(problems("dev", cidr))
                .containsExactly("holdfast:cidr is '" + cidr + "', which is outside of 10.0.0.0/8; allowed is"
                        + " 10.<0 to 255>.0.0/16, such as 10.200.0.0/16");
    }

    @ParameterizedTest
    @CsvSource({
        "review-1, 10.10.0.0/16, dev",
        "dev, 10.20.0.0/16, stage",
        "stage, 10.30.0.0/16, prod",
        "prod, 10.10.0.0/16, dev"
    })
    void isRefusedIfItIsAnotherEnvironments(String stack, String cidr, String owner) {
        assertThat(problems(stack, cidr))
                .containsExactly("holdfast:cidr is '" + cidr + "', which overlaps " + cidr + ", the range of " + owner
                        + "; take another, such as 10.200.0.0/16");
    }

    @ParameterizedTest
    @CsvSource({
        "dev, 10.150.0.0/16, 10.100.0.0/16 to 10.199.0.0/16, review stacks",
        "prod, 10.6.0.0/16, 10.6.0.0/16, backup"
    })
    void isRefusedIfThePlanKeepsItForOthers(String stack, String cidr, String ranges, String owner) {
        assertThat(problems(stack, cidr))
                .containsExactly("holdfast:cidr is '" + cidr + "', which overlaps " + ranges + ", the range of " + owner
                        + "; take another, such as 10.200.0.0/16");
    }

    @Test
    void hasAllItsProblemsToldAtOnce() {
        assertThat(problems("dev", "10.20.1.128/24"))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("too small"))
                .anyMatch(problem -> problem.contains("lies in is 10.20.1.0/24"))
                .anyMatch(problem -> problem.contains("overlaps 10.20.0.0/16, the range of stage"));
    }

    @Test
    void mayNotContainTheOthersEither() {
        assertThat(problems("dev", "10.0.0.0/8")).hasSize(9).noneMatch(problem -> problem.contains("the range of dev"));
    }
}
