package dev.holdfast.policy.rules.storage;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;

/** S3-09. */
final class BucketLifecycle extends BucketRule {
    @Override
    public PolicyMetadata metadata() {
        return rule("S3-09", "s3-lifecycle", Severity.MEDIUM)
                .description("A rule says when old objects and versions go.")
                .why("Versions and logs else pile up for ever, and are paid for.")
                .mend("Add an aws.s3.BucketLifecycleConfiguration with a rule whose status is Enabled.")
                .control(securityHub("S3.13"))
                .control(checkov("CKV2_AWS_61"))
                .build();
    }

    @Override
    void judge(PolicyStack stack, PolicyResource bucket, Evaluation evaluation) {
        var cleared = parts(stack, "BucketLifecycleConfiguration", bucket).stream()
                .flatMap(part -> part.property("rules").elements().stream())
                .anyMatch(rule -> rule.get("status").string("").equals("Enabled"));
        if (!cleared) {
            evaluation.violation(bucket, "nothing says when what is in it goes");
        }
    }
}
