package dev.holdfast.policy.rules.storage;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.cis;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;

/** S3-10. */
final class TrailBucketAccessLog extends BucketRule {
    @Override
    public PolicyMetadata metadata() {
        return rule("S3-10", "s3-trail-access-log", Severity.LOW)
                .description("Who reads the trail's bucket is written down.")
                .why("The trail does not tell who read its own files, unless it records data events.")
                .mend("Add an aws.s3.BucketLogging for the bucket, with another bucket as the target.")
                .control(securityHub("S3.9"))
                .control(cis("3.4"))
                .control(checkov("CKV_AWS_18"))
                .build();
    }

    @Override
    void judge(PolicyStack stack, PolicyResource bucket, Evaluation evaluation) {
        if (isOfTrail(stack, bucket) && parts(stack, "BucketLogging", bucket).isEmpty()) {
            evaluation.violation(bucket, "it has no access log");
        }
    }
}
