package dev.holdfast.policy.rules.ecr;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** ECR-04. */
final class RepositoryKey implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ECR-04", "ecr-own-key", Severity.LOW)
                .description("Images are encrypted with a key of our own.")
                .why(
                        "Such a key can be taken away from somebody; images of a public product hold no secret, so this is advice.")
                .mend(
                        "Set encryptionConfigurations with encryptionType(\"KMS\") and a kmsKey; that replaces the repository.")
                .control(securityHub("ECR.5"))
                .control(checkov("CKV_AWS_136"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ecr/repository:Repository");
    }

    @Override
    public void validate(PolicyResource repository, Evaluation evaluation) {
        var encrypted = repository.property("encryptionConfigurations").elements().stream()
                .anyMatch(one -> one.get("encryptionType").string("AES256").startsWith("KMS")
                        && one.get("kmsKey").isPresent());
        if (!encrypted) {
            evaluation.violation("is encrypted with AWS's key");
        }
    }
}
