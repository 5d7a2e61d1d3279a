package dev.holdfast.policy.rules.secrets;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** SEC-01. */
final class SecretKey implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("SEC-01", "secret-key", Severity.MEDIUM)
                .description("A secret is encrypted with a key of ours.")
                .why("Everybody in the account may use the key of AWS: only a key of ours says who may " + "decrypt.")
                .mend("Set kmsKeyId(key.arn()).")
                .control(checkov("CKV_AWS_149"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:secretsmanager/secret:Secret");
    }

    @Override
    public void validate(PolicyResource secret, Evaluation evaluation) {
        if (secret.property("kmsKeyId").isAbsent()) {
            evaluation.violation("no kmsKeyId is set");
        }
    }
}
