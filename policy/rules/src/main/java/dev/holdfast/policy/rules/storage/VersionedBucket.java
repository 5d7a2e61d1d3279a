package dev.holdfast.policy.rules.storage;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;

/** S3-04. */
final class VersionedBucket extends BucketRule {
    @Override
    public PolicyMetadata metadata() {
        return rule("S3-04", "s3-versioned", Severity.MEDIUM)
                .description("The bucket keeps what was overwritten or deleted.")
                .why("S3 else has no way back from a wrong write, and nothing else backs the bucket up.")
                .mend("Add an aws.s3.BucketVersioning for the bucket with the status Enabled.")
                .control(securityHub("S3.14"))
                .control(checkov("CKV_AWS_21"))
                .build();
    }

    @Override
    void judge(PolicyStack stack, PolicyResource bucket, Evaluation evaluation) {
        var versioned = parts(stack, "BucketVersioning", bucket).stream()
                .anyMatch(part -> part.property("versioningConfiguration.status")
                        .string("")
                        .equals("Enabled"));
        if (!versioned) {
            evaluation.violation(bucket, "it has no versions");
        }
    }
}
