package dev.holdfast.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.provider.SubnetLayout.Spec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubnetLayoutTest {
    private static final List<String> TWO = List.of("eu-west-1a", "eu-west-1b");

    @Test
    void givesAPrivateAndAPublicSubnetByDefault() {
        assertThat(ranges(TWO, List.of()))
                .containsExactly("10.20.0.0/18", "10.20.64.0/19", "10.20.128.0/18", "10.20.192.0/19");
    }

    @Test
    void placesEachSpecificationAtTheNextFreeBlockOfItsSize() {
        var specs = List.of(spec("Public", 24), spec("Private", 22), spec("Isolated", 24));

        assertThat(ranges(TWO, specs))
                .containsExactly(
                        "10.20.0.0/24",
                        "10.20.4.0/22",
                        "10.20.8.0/24",
                        "10.20.128.0/24",
                        "10.20.132.0/22",
                        "10.20.136.0/24");
    }

    @Test
    void sharesAZoneEquallyWhereNoSizeIsGiven() {
        assertThat(ranges(List.of("eu-west-1a"), List.of(spec("Public", 0), spec("Private", 0))))
                .containsExactly("10.20.0.0/17", "10.20.128.0/17");
    }

    @Test
    void leavesAQuarterFreeWithThreeZones() {
        var zones = List.of("eu-west-1a", "eu-west-1b", "eu-west-1c");

        assertThat(ranges(zones, List.of(spec("Public", 24))))
                .containsExactly("10.20.0.0/24", "10.20.64.0/24", "10.20.128.0/24");
    }

    @Test
    void namesSubnetsAfterTheirTypeOrTheirOwnName() {
        var specs = List.of(new Spec("Isolated", "database", 24, Map.of()), spec("Public", 24));

        assertThat(SubnetLayout.of("network", "10.20.0.0/16", TWO, specs).stream()
                        .map(SubnetLayout.Subnet::name))
                .containsExactly("network-database-1", "network-public-1", "network-database-2", "network-public-2");
    }

    @Test
    void refusesSubnetsThatDoNotFit() {
        assertThatThrownBy(() -> SubnetLayout.of("network", "10.20.0.0/24", TWO, List.of(spec("Public", 24))))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("too large");
    }

    private static List<String> ranges(List<String> zones, List<Spec> specs) {
        return SubnetLayout.of("network", "10.20.0.0/16", zones, specs).stream()
                .map(SubnetLayout.Subnet::range)
                .toList();
    }

    private static Spec spec(String type, int mask) {
        return new Spec(type, "", mask, Map.of());
    }
}
