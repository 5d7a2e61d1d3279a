package dev.holdfast.policy.rules.storage;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;

/** S3-05. Only trails: load balancers and AWS Config do not write into a bucket whose objects are locked by default. */
final class LockedTrailBucket extends BucketRule {
    @Override
    public PolicyMetadata metadata() {
        return rule("S3-05", "s3-locked-trail", Severity.HIGH)
                .description("Nobody can delete what a trail has written.")
                .why("Whoever breaks in deletes the traces; a lock holds against an administrator as well.")
                .mend("Set objectLockEnabled(true) on the bucket, and a default retention in an "
                        + "aws.s3.BucketObjectLockConfiguration.")
                .control(securityHub("S3.15"))
                .control(checkov("CKV_AWS_143"))
                .build();
    }

    @Override
    void judge(PolicyStack stack, PolicyResource bucket, Evaluation evaluation) {
        if (!isOfTrail(stack, bucket)) {
            return;
        }
        if (!bucket.property("objectLockEnabled").isTrue()) {
            evaluation.violation(bucket, "objectLockEnabled is off");
        } else if (parts(stack, "BucketObjectLockConfiguration", bucket).stream()
                .noneMatch(lock -> lock.property("rule.defaultRetention").isPresent())) {
            evaluation.violation(bucket, "no object is locked by default");
        }
    }
}
