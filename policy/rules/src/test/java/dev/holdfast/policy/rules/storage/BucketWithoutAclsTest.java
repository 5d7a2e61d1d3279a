package dev.holdfast.policy.rules.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BucketWithoutAclsTest {
    private final BucketWithoutAcls rule = new BucketWithoutAcls();
    private final SoundBucket sound = new SoundBucket();

    @Test
    void passesASoundBucketAtAFirstPreview() {
        assertThat(sound.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAcls() {
        sound.ownership.set("rule", Map.of("objectOwnership", "ObjectWriter"));

        assertThat(sound.stack.violations(rule)).containsExactly("log-archive-trail: ACLs are not switched off");
    }

    @Test
    void refusesABucketThatSaysNothing() {
        sound.ownership.set("bucket", null);

        assertThat(sound.stack.violations(rule)).containsExactly("log-archive-trail: ACLs are not switched off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        sound.ownership.set("rule", Value.UNKNOWN);

        assertThat(sound.stack.notEvaluated(rule)).hasSize(1);
    }
}
