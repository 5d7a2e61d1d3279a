package dev.holdfast.operator.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackendTest {
    @Test
    void isTheSameBucketWhateverItsSettings() {
        var bucket = new Backend("s3://states?region=eu-central-1");

        assertThat(bucket.isSameAs(new Backend("s3://states"))).isTrue();
        assertThat(bucket.isSameAs(new Backend("s3://states/?awssdk=v2"))).isTrue();
        assertThat(bucket.isSameAs(new Backend("s3://states-2"))).isFalse();
        assertThat(bucket.isSameAs(new Backend("file://states"))).isFalse();
    }

    @Test
    void isToldWithoutItsSettings() {
        assertThat(new Backend("s3://states?profile=admin").place()).isEqualTo("s3://states");
    }

    @Test
    void knowsItsFolder() {
        assertThat(new Backend("file:///var/states").folder()).isEqualTo("/var/states");
        assertThat(new Backend("file://~").folder()).isEqualTo(System.getProperty("user.home"));
        assertThat(new Backend("s3://states").folder()).isEmpty();
    }
}
