package dev.holdfast.policy.rules.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import org.junit.jupiter.api.Test;

class PrivateBucketTest {
    private final PrivateBucket rule = new PrivateBucket();
    private final SoundBucket sound = new SoundBucket();

    @Test
    void passesASoundBucketAtAFirstPreview() {
        assertThat(sound.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesABucketWithoutABlock() {
        sound.publicAccess.set("bucket", null);

        assertThat(sound.stack.violations(rule)).containsExactly("log-archive-trail: it has no public access block");
    }

    @Test
    void refusesABlockThatLeavesAWay() {
        sound.publicAccess.set("blockPublicPolicy", false);

        assertThat(sound.stack.violations(rule)).containsExactly("log-archive-trail: blockPublicPolicy is off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        sound.publicAccess.set("ignorePublicAcls", Value.UNKNOWN);

        assertThat(sound.stack.notEvaluated(rule)).hasSize(1);
    }
}
