package dev.holdfast.policy.rules.backup;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;

/** BKP-03. In the stack of the organization's accounts; a workload's own vault may be emptied, its copies may not. */
final class LockedVault implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("BKP-03", "vault-lock", Severity.HIGH)
                .description("Nobody can delete the copies of backups before their time.")
                .why("Who deletes a database deletes its backups next; the last copy must outlast him.")
                .mend("Add an aws.backup.VaultLockConfiguration for the vault, with minRetentionDays.")
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        if (stack.resources("aws:organizations/account:Account").isEmpty()) {
            return;
        }
        evaluation.forEach(stack.resources("aws:backup/vault:Vault"), vault -> {
            var locks = stack.referring(
                    "aws:backup/vaultLockConfiguration:VaultLockConfiguration", "backupVaultName", vault);
            if (locks.isEmpty()) {
                evaluation.violation(vault, "it has no lock");
            } else if (locks.stream()
                    .allMatch(lock -> lock.property("minRetentionDays").integer(0) < 1)) {
                evaluation.violation(vault, "its lock has no minRetentionDays");
            }
        });
    }
}
