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

/** ECR-02. */
final class ImmutableTags implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ECR-02", "ecr-immutable-tags", Severity.MEDIUM)
                .description("A tag names the same image for ever.")
                .why("Otherwise what was tested under a name is not what runs under it.")
                .mend("Set imageTagMutability(\"IMMUTABLE\").")
                .control(securityHub("ECR.2"))
                .control(checkov("CKV_AWS_51"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ecr/repository:Repository");
    }

    @Override
    public void validate(PolicyResource repository, Evaluation evaluation) {
        if (!repository.property("imageTagMutability").string("MUTABLE").startsWith("IMMUTABLE")) {
            evaluation.violation("tags may be moved");
        }
    }
}
