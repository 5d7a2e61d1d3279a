package dev.holdfast.policy.rules.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import org.junit.jupiter.api.Test;

class TaskReadsItsSecretsTest {
    private final TaskReadsItsSecrets rule = new TaskReadsItsSecrets();
    private final SmallService system = new SmallService();

    @Test
    void passesARoleThatMayReadAndDecrypt() {
        assertThat(system.stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesARoleThatMayNotDecrypt() {
        system.may(SmallService.statement("secretsmanager:*", "*"));

        assertThat(system.stack.violations(rule))
                .containsExactly("api: api-execution may not kms:Decrypt with key, the key of credentials");
    }

    @Test
    void refusesARoleThatMayNotRead() {
        system.may(SmallService.statement("kms:Decrypt", "*"));

        assertThat(system.stack.violations(rule))
                .containsExactly("api: api-execution may not secretsmanager:GetSecretValue on " + SmallService.SECRET);
    }

    @Test
    void doesNotDecideForContainersThatAreUnknown() {
        system.definition.set("containerDefinitions", Value.UNKNOWN);

        assertThat(system.stack.notEvaluated(rule))
                .containsExactly("api: containerDefinitions is not known before the update");
    }
}
