package dev.holdfast.policy.rules.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class LockedVaultTest {
    private final LockedVault rule = new LockedVault();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource vault = stack.add("aws:backup/vault:Vault", "copies");
    private final TestResource lock = stack.add("aws:backup/vaultLockConfiguration:VaultLockConfiguration", "copies")
            .refersTo("backupVaultName", vault)
            .set("minRetentionDays", 7);

    LockedVaultTest() {
        stack.add("aws:organizations/account:Account", "backup");
    }

    @Test
    void passesAVaultThatIsLockedAtAFirstPreview() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAVaultWithoutALock() {
        stack.add("aws:backup/vault:Vault", "another");

        assertThat(stack.violations(rule)).containsExactly("another: it has no lock");
    }

    @Test
    void refusesALockThatHoldsNothing() {
        lock.set("minRetentionDays", null);

        assertThat(stack.violations(rule)).containsExactly("copies: its lock has no minRetentionDays");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        lock.set("minRetentionDays", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("copies: minRetentionDays is not known before the update");
    }

    @Test
    void leavesVaultsOfWorkloadsAlone() {
        var prod = new TestStack("holdfast", "prod");
        prod.add("aws:backup/vault:Vault", "backups");

        assertThat(prod.findings(rule)).isEmpty();
    }
}
