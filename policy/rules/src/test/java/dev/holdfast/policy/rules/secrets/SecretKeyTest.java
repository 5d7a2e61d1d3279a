package dev.holdfast.policy.rules.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class SecretKeyTest {
    private final SecretKey rule = new SecretKey();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource secret =
            stack.add("aws:secretsmanager/secret:Secret", "secret").set("kmsKeyId", "arn:aws:kms:eu-central-1:1:key/a");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesASecretWithoutAKey() {
        secret.set("kmsKeyId", null);

        assertThat(stack.violations(rule)).containsExactly("secret: no kmsKeyId is set");
    }

    @Test
    void passesAKeyThatTheSameUpdateMakes() {
        secret.set("kmsKeyId", Value.UNKNOWN);

        assertThat(stack.findings(rule)).isEmpty();
    }
}
