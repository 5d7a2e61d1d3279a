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
import java.util.List;

/** S3-01. */
final class PrivateBucket extends BucketRule {
    private static final List<String> FLAGS =
            List.of("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets");

    @Override
    public PolicyMetadata metadata() {
        return rule("S3-01", "s3-private-bucket", Severity.CRITICAL)
                .description("Nothing can make the bucket public: no ACL and no policy.")
                .why("A public bucket is found within hours, and one wrong statement makes one.")
                .mend("Add an aws.s3.BucketPublicAccessBlock for the bucket with all four arguments true.")
                .control(securityHub("S3.8"))
                .control(cis("2.1.4"))
                .control(checkov("CKV2_AWS_6"))
                .build();
    }

    @Override
    void judge(PolicyStack stack, PolicyResource bucket, Evaluation evaluation) {
        var blocks = parts(stack, "BucketPublicAccessBlock", bucket);
        if (blocks.isEmpty()) {
            evaluation.violation(bucket, "it has no public access block");
        }
        for (var block : blocks) {
            FLAGS.stream()
                    .filter(flag -> !block.property(flag).isTrue())
                    .forEach(flag -> evaluation.violation(bucket, flag + " is off"));
        }
    }
}
