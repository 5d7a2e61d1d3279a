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
import dev.holdfast.policy.rules.iam.PolicyDocument;

/** S3-02. */
final class TlsOnlyBucket extends BucketRule {
    @Override
    public PolicyMetadata metadata() {
        return rule("S3-02", "s3-tls-only", Severity.MEDIUM)
                .description("The bucket refuses requests without TLS.")
                .why("S3 answers plain HTTP as well, and objects then cross the network as they are.")
                .mend("Deny s3:* to everybody in the bucket's policy where aws:SecureTransport is false.")
                .control(securityHub("S3.5"))
                .control(cis("2.1.1"))
                .control(checkov("CKV_AWS_379"))
                .build();
    }

    @Override
    void judge(PolicyStack stack, PolicyResource bucket, Evaluation evaluation) {
        var refuses = parts(stack, "BucketPolicy", bucket).stream()
                .flatMap(policy -> PolicyDocument.of(policy.property("policy")).statements().stream())
                .anyMatch(TlsOnlyBucket::refusesPlainHttp);
        if (!refuses) {
            evaluation.violation(bucket, "no policy denies requests without TLS");
        }
    }

    private static boolean refusesPlainHttp(PolicyDocument.Statement statement) {
        return !statement.allows()
                && statement.isAboutEverybody()
                && statement.covers("s3:GetObject")
                && statement.covers("s3:PutObject")
                && statement.conditions().size() == 1
                && statement.required("aws:SecureTransport").contains("false");
    }
}
