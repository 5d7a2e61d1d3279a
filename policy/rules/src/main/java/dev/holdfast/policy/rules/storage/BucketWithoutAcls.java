package dev.holdfast.policy.rules.storage;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;

/** S3-06. */
final class BucketWithoutAcls extends BucketRule {
    @Override
    public PolicyMetadata metadata() {
        return rule("S3-06", "s3-no-acls", Severity.MEDIUM)
                .description("The bucket's owner owns every object; ACLs say nothing.")
                .why("An object that another account wrote is else that account's, and an ACL is a second policy "
                        + "that nobody reads.")
                .mend("Add an aws.s3.BucketOwnershipControls with the objectOwnership BucketOwnerEnforced.")
                .control(securityHub("S3.12"))
                .control(checkov("CKV2_AWS_65"))
                .build();
    }

    @Override
    void judge(PolicyStack stack, PolicyResource bucket, Evaluation evaluation) {
        var owned = parts(stack, "BucketOwnershipControls", bucket).stream()
                .anyMatch(
                        part -> part.property("rule.objectOwnership").string("").equals("BucketOwnerEnforced"));
        if (!owned) {
            evaluation.violation(bucket, "ACLs are not switched off");
        }
    }
}
