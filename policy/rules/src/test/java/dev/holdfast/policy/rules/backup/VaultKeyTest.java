package dev.holdfast.policy.rules.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class VaultKeyTest {
    private final VaultKey rule = new VaultKey();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource vault =
            stack.add("aws:backup/vault:Vault", "vault").set("kmsKeyArn", "arn:aws:kms:eu-central-1:1:key/a");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatSaysNothing() {
        vault.set("kmsKeyArn", null);

        assertThat(stack.violations(rule)).containsExactly("vault: no kmsKeyArn is set");
    }

    @Test
    void passesOneThatTheSameUpdateMakes() {
        vault.set("kmsKeyArn", Value.UNKNOWN);

        assertThat(stack.findings(rule)).isEmpty();
    }
}
