package dev.holdfast.policy.rules.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BucketLifecycleTest {
    private final BucketLifecycle rule = new BucketLifecycle();
    private final SoundBucket sound = new SoundBucket();

    @Test
    void passesASoundBucketAtAFirstPreview() {
        assertThat(sound.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesABucketThatKeepsEverything() {
        sound.lifecycle.set("bucket", null);

        assertThat(sound.stack.violations(rule))
                .containsExactly("log-archive-trail: nothing says when what is in it goes");
    }

    @Test
    void refusesARuleThatIsOff() {
        sound.lifecycle.set("rules", List.of(Map.of("id", "old", "status", "Disabled")));

        assertThat(sound.stack.violations(rule))
                .containsExactly("log-archive-trail: nothing says when what is in it goes");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        sound.lifecycle.set("rules", Value.UNKNOWN);

        assertThat(sound.stack.notEvaluated(rule)).hasSize(1);
    }
}
