package dev.holdfast.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @Test
    void containsItsAddressesAndNoOthers() {
        var range = cidr("10.0.1.0/24");

        assertThat(range.contains("10.0.1.0")).isTrue();
        assertThat(range.contains("10.0.1.255")).isTrue();
        assertThat(range.contains("10.0.2.0")).isFalse();
        assertThat(cidr("0.0.0.0/0").contains("255.255.255.255")).isTrue();
    }

    @Test
    void coversASmallerRangeAndNoLargerOne() {
        assertThat(cidr("10.0.0.0/16").covers(cidr("10.0.9.0/24"))).isTrue();
        assertThat(cidr("10.0.9.0/24").covers(cidr("10.0.0.0/16"))).isFalse();
    }

    @Test
    void ignoresBitsBehindThePrefix() {
        assertThat(cidr("10.0.1.77/24")).isEqualTo(cidr("10.0.1.0/24"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "8.8.8.8/32", "172.0.0.0/8", "203.0.113.0/24"})
    void isPublicWhereSomebodyOnTheInternetIsInIt(String text) {
        assertThat(cidr(text).isPublic()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "10.20.0.0/16", "172.16.0.0/12", "192.168.1.0/24", "100.64.0.0/10"})
    void isNotPublicWithinAPrivateRange(String text) {
        assertThat(cidr(text).isPublic()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "everywhere", "10.0.0.0/33", "::/0"})
    void isNothingElse(String text) {
        assertThat(Cidr.of(text)).isEmpty();
    }

    private static Cidr cidr(String text) {
        return Cidr.of(text).orElseThrow();
    }
}
