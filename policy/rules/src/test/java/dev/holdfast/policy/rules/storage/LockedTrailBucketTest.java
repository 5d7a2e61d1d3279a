package dev.holdfast.policy.rules.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import org.junit.jupiter.api.Test;

class LockedTrailBucketTest {
    private final LockedTrailBucket rule = new LockedTrailBucket();
    private final SoundBucket sound = new SoundBucket();

    @Test
    void passesASoundBucketAtAFirstPreview() {
        assertThat(sound.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesATrailWithoutALock() {
        sound.bucket.set("objectLockEnabled", null);

        assertThat(sound.stack.violations(rule)).containsExactly("log-archive-trail: objectLockEnabled is off");
    }

    @Test
    void refusesALockThatLocksNothing() {
        sound.lock.set("rule", null);

        assertThat(sound.stack.violations(rule)).containsExactly("log-archive-trail: no object is locked by default");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        sound.bucket.set("objectLockEnabled", Value.UNKNOWN);

        assertThat(sound.stack.notEvaluated(rule)).hasSize(1);
    }
}
