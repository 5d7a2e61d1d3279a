package dev.holdfast.policy.rules.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class SecretRecoveryTest {
    private final SecretRecovery rule = new SecretRecovery();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource secret =
            stack.add("aws:secretsmanager/secret:Secret", "secret").set("recoveryWindowInDays", 30);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesASecretThatGoesAtOnce() {
        secret.set("recoveryWindowInDays", 0);

        assertThat(stack.violations(rule)).containsExactly("secret: it can be brought back for 0 days");
    }

    @Test
    void passesOneThatSaysNothing() {
        secret.set("recoveryWindowInDays", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        secret.set("recoveryWindowInDays", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("secret: recoveryWindowInDays is not known before the update");
    }
}
