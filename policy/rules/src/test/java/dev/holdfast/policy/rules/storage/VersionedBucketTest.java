package dev.holdfast.policy.rules.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionedBucketTest {
    private final VersionedBucket rule = new VersionedBucket();
    private final SoundBucket sound = new SoundBucket();

    @Test
    void passesASoundBucketAtAFirstPreview() {
        assertThat(sound.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesABucketThatForgets() {
        sound.versioning.set("versioningConfiguration", Map.of("status", "Suspended"));

        assertThat(sound.stack.violations(rule)).containsExactly("log-archive-trail: it has no versions");
    }

    @Test
    void refusesABucketThatSaysNothing() {
        sound.versioning.set("bucket", null);

        assertThat(sound.stack.violations(rule)).containsExactly("log-archive-trail: it has no versions");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        sound.versioning.set("versioningConfiguration", Value.UNKNOWN);

        assertThat(sound.stack.notEvaluated(rule)).hasSize(1);
    }
}
