package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ExemptionTest {
    private static final String URN = "urn:pulumi:dev::shop::acme:storage:Storage$aws:s3/bucketV2:BucketV2::cache.v2";

    private static Exemption of(String resource) {
        return new Exemption("a-rule", resource, "because", "ada", LocalDate.of(2027, 1, 31));
    }

    @Test
    void itIsAboutAUrnOrAboutTypeAndName() {
        assertThat(of(URN).matches(URN)).isTrue();
        assertThat(of("aws:s3/bucketV2:BucketV2::cache.v2").matches(URN)).isTrue();
        assertThat(of("aws:s3/bucketV2:BucketV2::cache").matches(URN)).isFalse();
        assertThat(of("cache.v2").matches(URN)).isFalse();
    }

    @Test
    void aStarStandsForAnyTextAndNothingElseIsSpecial() {
        assertThat(of("urn:pulumi:dev::*::cache.v2").matches(URN)).isTrue();
        assertThat(of("aws:s3/*::cache*").matches(URN)).isTrue();
        assertThat(of("*").matches(URN)).isTrue();
        assertThat(of("aws:s3/bucketV2:BucketV2::cache?v2").matches(URN)).isFalse();
        assertThat(of("urn:pulumi:prod::*").matches(URN)).isFalse();
        assertThat(of("aws:s3/bucketV2:BucketV2::cache.v2").matches(URN.replace("cache.v2", "cachexv2")))
                .isFalse();
    }

    @Test
    void itHoldsOnItsLastDay() {
        assertThat(of("*").expired(LocalDate.of(2027, 1, 31))).isFalse();
        assertThat(of("*").expired(LocalDate.of(2027, 2, 1))).isTrue();
    }

    @Test
    void nobodyAnswersForNothing() {
        assertThatThrownBy(() -> new Exemption("a-rule", "*", "because", null, LocalDate.MAX))
                .hasMessage("owner");
    }
}
