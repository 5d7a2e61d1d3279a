package dev.holdfast.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {
    @TempDir
    Path directory;

    private Resources resources;
    private Addresses addresses;

    @BeforeEach
    void open() {
        resources = new Resources(directory);
        addresses = new Addresses(resources);
    }

    @Test
    void leavesTheFirstFourAddressesOfASubnetToAws() {
        assertThat(addresses.allocate("10.231.0.0/24")).isEqualTo("10.231.0.4");
    }

    @Test
    void handsOutNoAddressTwice() {
        assertThat(addresses.allocate("10.231.1.0/24")).isNotEqualTo(addresses.allocate("10.231.1.0/24"));
    }

    @Test
    void handsOutAnAddressAgainThatWasGivenBack() {
        var first = addresses.allocate("10.231.2.0/24");
        addresses.release(first);

        assertThat(addresses.allocate("10.231.2.0/24")).isEqualTo(first);
    }

    @Test
    void leavesAnAddressToTheOtherSandboxOfThisMachineThatHasIt() {
        var theirs = new Addresses(resources).allocate("10.231.3.0/24");

        assertThat(addresses.allocate("10.231.3.0/24")).isNotEqualTo(theirs);
    }

    @Test
    void keepsAnAddressThatAnEarlierRunHandedOut() {
        resources.put(new Resource(
                "aws:rds/instance:Instance",
                "111122223333",
                "eu-central-1",
                "db",
                Map.of(),
                Map.of("_address", "10.231.4.4")));

        assertThat(new Addresses(resources).allocate("10.231.4.0/24")).isEqualTo("10.231.4.5");
    }

    @Test
    void keepsItEvenIfSomebodyElseHadItAtTheStart() {
        var theirs = addresses.allocate("10.231.6.0/24");
        resources.put(new Resource(
                "aws:rds/instance:Instance",
                "111122223333",
                "eu-central-1",
                "db",
                Map.of(),
                Map.of("_address", theirs)));
        var restarted = new Addresses(resources);
        addresses.release(theirs);

        assertThat(restarted.allocate("10.231.6.0/24")).isNotEqualTo(theirs);
        restarted.release(theirs);
        assertThat(restarted.allocate("10.231.6.0/24")).isEqualTo(theirs);
    }

    @Test
    void refusesAnInterfaceInAFullSubnet() {
        for (int i = 0; i < 11; i++) {
            addresses.allocate("10.231.5.0/28");
        }

        assertThatThrownBy(() -> addresses.allocate("10.231.5.0/28"))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("10.231.5.0/28");
    }

    @Test
    void mapsAPrivateAddressToItsTwinOnThisMachine() {
        assertThat(Addresses.loopback("10.20.0.5")).isEqualTo("127.20.0.5");
    }
}
