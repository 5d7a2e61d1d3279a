package dev.holdfast.policy.rules.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepositoryKeyTest {
    private final RepositoryKey rule = new RepositoryKey();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource repository = stack.add("aws:ecr/repository:Repository", "web")
            .set("encryptionConfigurations", List.of(Map.of("encryptionType", "KMS", "kmsKey", "arn:aws:kms:key")));

    @Test
    void passesAKeyOfOurOwn() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesAKeyThatIsNotKnownYet() {
        repository.set("encryptionConfigurations", List.of(Map.of("encryptionType", "KMS", "kmsKey", Value.UNKNOWN)));

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void advisesAgainstAwssKey() {
        repository.set("encryptionConfigurations", List.of(Map.of("encryptionType", "AES256")));

        assertThat(stack.violations(rule)).containsExactly("web: is encrypted with AWS's key");
    }

    @Test
    void advisesAgainstNone() {
        repository.set("encryptionConfigurations", null);

        assertThat(stack.violations(rule)).containsExactly("web: is encrypted with AWS's key");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        repository.set("encryptionConfigurations", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("web: encryptionConfigurations is not known before the update");
    }
}
