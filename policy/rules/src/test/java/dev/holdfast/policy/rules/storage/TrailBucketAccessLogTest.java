package dev.holdfast.policy.rules.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrailBucketAccessLogTest {
    private final TrailBucketAccessLog rule = new TrailBucketAccessLog();
    private final SoundBucket sound = new SoundBucket();

    @Test
    void passesASoundBucketAtAFirstPreview() {
        assertThat(sound.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesATrailWithoutAnAccessLog() {
        sound.accessLog.set("bucket", null);

        assertThat(sound.stack.violations(rule)).containsExactly("log-archive-trail: it has no access log");
    }
}
