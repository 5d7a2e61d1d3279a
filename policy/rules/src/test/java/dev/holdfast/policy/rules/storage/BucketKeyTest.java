package dev.holdfast.policy.rules.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BucketKeyTest {
    private final BucketKey rule = new BucketKey();
    private final SoundBucket sound = new SoundBucket();

    @Test
    void passesASoundBucketAtAFirstPreview() {
        assertThat(sound.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAKeyOfAws() {
        sound.encryption.set("rules", SoundBucket.encryptedBy(Map.of("sseAlgorithm", "AES256")));

        assertThat(sound.stack.violations(rule))
                .containsExactly("log-archive-trail: it is not encrypted with a key of ours");
    }

    @Test
    void passesAKeyThatTheSameUpdateMakes() {
        sound.encryption.set(
                "rules", SoundBucket.encryptedBy(Map.of("sseAlgorithm", "aws:kms", "kmsMasterKeyId", Value.UNKNOWN)));

        assertThat(sound.stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        sound.encryption.set("rules", Value.UNKNOWN);

        assertThat(sound.stack.notEvaluated(rule)).hasSize(1);
    }
}
