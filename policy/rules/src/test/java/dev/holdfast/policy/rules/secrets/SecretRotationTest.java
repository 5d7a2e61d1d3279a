package dev.holdfast.policy.rules.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretRotationTest {
    private final SecretRotation rule = new SecretRotation();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource secret = stack.add("aws:secretsmanager/secret:Secret", "secret");

    private TestResource rotation(Object days) {
        return stack.add("aws:secretsmanager/secretRotation:SecretRotation", "rotation")
                .refersTo("secretId", secret)
                .set("rotationRules", Map.of("automaticallyAfterDays", days));
    }

    @Test
    void passesASecretThatIsRotated() {
        rotation(30);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesASecretThatStaysTheSame() {
        assertThat(stack.violations(rule)).containsExactly("secret: nothing rotates it");
    }

    @Test
    void refusesASecretThatIsRotatedTooSeldom() {
        rotation(365);

        assertThat(stack.violations(rule)).containsExactly("secret: it is rotated after 365 days, at most 90");
    }

    @Test
    void readsARateAsWell() {
        rotation(30).set("rotationRules", Map.of("scheduleExpression", "rate(365 days)"));

        assertThat(stack.violations(rule)).containsExactly("secret: it is rotated after 365 days, at most 90");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        rotation(Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).hasSize(1);
    }
}
