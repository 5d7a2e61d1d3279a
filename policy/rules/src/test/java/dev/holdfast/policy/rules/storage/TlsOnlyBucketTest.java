package dev.holdfast.policy.rules.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import org.junit.jupiter.api.Test;

class TlsOnlyBucketTest {
    private final TlsOnlyBucket rule = new TlsOnlyBucket();
    private final SoundBucket sound = new SoundBucket();

    @Test
    void passesASoundBucketAtAFirstPreview() {
        assertThat(sound.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesABucketWithoutAPolicy() {
        sound.policy.set("bucket", null);

        assertThat(sound.stack.violations(rule))
                .containsExactly("log-archive-trail: no policy denies requests without TLS");
    }

    @Test
    void refusesAPolicyThatSaysNothingOfIt() {
        sound.policy.set("policy", "{\"Statement\": []}");

        assertThat(sound.stack.violations(rule))
                .containsExactly("log-archive-trail: no policy denies requests without TLS");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        sound.policy.set("policy", Value.UNKNOWN);

        assertThat(sound.stack.notEvaluated(rule)).hasSize(1);
    }
}
