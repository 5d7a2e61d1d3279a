package dev.holdfast.policy.rules.backup;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** BKP-01. */
final class VaultKey implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("BKP-01", "vault-key", Severity.HIGH)
                .description("Backups are encrypted with a key of ours.")
                .why("A backup under a key of AWS can be copied to no other account.")
                .mend("Set kmsKeyArn(key.arn()).")
                .control(securityHub("Backup.1"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:backup/vault:Vault");
    }

    @Override
    public void validate(PolicyResource vault, Evaluation evaluation) {
        if (vault.property("kmsKeyArn").isAbsent()) {
            evaluation.violation("no kmsKeyArn is set");
        }
    }
}
