package dev.holdfast.policy.rules.rds;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.cis;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** RDS-03. */
final class EncryptedDatabase implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-03", "rds-encrypted", Severity.HIGH)
                .description("The database and its snapshots are encrypted with a key of ours.")
                .why("A key of AWS cannot be shared: its snapshots can be copied to no other account, so not "
                        + "to the backups either.")
                .mend("Set storageEncrypted(true) and kmsKeyId(key.arn()), before the database is made: later "
                        + "it takes a copy.")
                .control(securityHub("RDS.3"))
                .control(cis("2.2.1"))
                .control(checkov("CKV_AWS_16"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:rds/instance:Instance");
    }

    @Override
    public void validate(PolicyResource database, Evaluation evaluation) {
        if (!database.property("storageEncrypted").isTrue()) {
            evaluation.violation("storageEncrypted is off");
        } else if (database.property("kmsKeyId").isAbsent()) {
            evaluation.violation("no kmsKeyId is set: the key is AWS's");
        }
    }
}
