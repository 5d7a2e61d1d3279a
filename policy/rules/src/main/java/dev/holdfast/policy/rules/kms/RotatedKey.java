package dev.holdfast.policy.rules.kms;

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

/** KMS-01. */
final class RotatedKey implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("KMS-01", "kms-rotation", Severity.MEDIUM)
                .description("AWS changes the material of a key every year.")
                .why("It limits what one key that got out can decrypt; nothing has to be encrypted anew.")
                .mend("Set enableKeyRotation(true).")
                .control(securityHub("KMS.4"))
                .control(cis("3.6"))
                .control(checkov("CKV_AWS_7"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:kms/key:Key");
    }

    @Override
    public void validate(PolicyResource key, Evaluation evaluation) {
        var symmetric = key.property("customerMasterKeySpec")
                .string("SYMMETRIC_DEFAULT")
                .equals("SYMMETRIC_DEFAULT");
        if (symmetric && !key.property("enableKeyRotation").isTrue()) {
            evaluation.violation("enableKeyRotation is off");
        }
    }
}
