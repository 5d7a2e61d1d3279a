package dev.holdfast.policy.rules.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import org.junit.jupiter.api.Test;

class BucketStaysTest {
    private final BucketStays rule = new BucketStays();
    private final SoundBucket sound = new SoundBucket();

    @Test
    void passesASoundBucketAtAFirstPreview() {
        assertThat(sound.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesABucketThatGoesWithItsObjects() {
        sound.bucket.set("forceDestroy", true);

        assertThat(sound.stack.violations(rule)).containsExactly("log-archive-trail: forceDestroy is on");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        sound.bucket.set("forceDestroy", Value.UNKNOWN);

        assertThat(sound.stack.notEvaluated(rule)).hasSize(1);
    }
}
