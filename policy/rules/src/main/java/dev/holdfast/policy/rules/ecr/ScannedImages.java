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

/** ECR-01. */
final class ScannedImages implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ECR-01", "ecr-scan", Severity.MEDIUM)
                .description("Each image is scanned when it is pushed.")
                .why("A known hole is found before the image runs.")
                .mend("Set imageScanningConfiguration with scanOnPush(true).")
                .control(securityHub("ECR.1"))
                .control(checkov("CKV_AWS_163"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ecr/repository:Repository");
    }

    @Override
    public void validate(PolicyResource repository, Evaluation evaluation) {
        if (!repository.property("imageScanningConfiguration.scanOnPush").isTrue()) {
            evaluation.violation("scanOnPush is off");
        }
    }
}
