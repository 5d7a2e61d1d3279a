package dev.holdfast.policy.rules.storage;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.ConfigurationSchema;
import dev.holdfast.policy.ConfigurationSchema.Property;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import java.util.List;

/** S3-03. Logs of load balancers and of AWS Config cannot be in it: these services write with S3's own key only. */
final class BucketKey extends BucketRule {
    @Override
    public PolicyMetadata metadata() {
        return rule("S3-03", "s3-kms-key", Severity.MEDIUM)
                .description("State, trails and backups are encrypted with a key of ours.")
                .why("Who may read the bucket needs the key as well, and its use is in the trail.")
                .mend("Set sseAlgorithm aws:kms and a kmsMasterKeyId in the bucket's "
                        + "aws.s3.BucketServerSideEncryptionConfiguration.")
                .control(securityHub("S3.17"))
                .control(checkov("CKV_AWS_145"))
                .schema(ConfigurationSchema.of(
                        Property.strings("named", "words in the resource names of the buckets that need it")
                                .byDefault(List.of("state", "trail", "backup", "backups"))))
                .build();
    }

    @Override
    void judge(PolicyStack stack, PolicyResource bucket, Evaluation evaluation) {
        var words = evaluation.configuration().get("named").strings();
        if (!isNamed(bucket, words)) {
            return;
        }
        var encrypted = parts(stack, "BucketServerSideEncryptionConfiguration", bucket).stream()
                .flatMap(part -> part.property("rules").elements().stream())
                .map(rule -> rule.get("applyServerSideEncryptionByDefault"))
                .anyMatch(byDefault -> byDefault.get("sseAlgorithm").string("").startsWith("aws:kms")
                        && byDefault.get("kmsMasterKeyId").isPresent());
        if (!encrypted) {
            evaluation.violation(bucket, "it is not encrypted with a key of ours");
        }
    }
}
