package dev.holdfast.policy.rules.ecr;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** ECR-06. */
final class KeptImages implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ECR-06", "ecr-kept-images", Severity.HIGH)
                .description("A repository that holds images is not deleted.")
                .why("Each environment starts its tasks from there, also those that go back to an earlier release.")
                .mend("Leave forceDelete away.")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ecr/repository:Repository");
    }

    @Override
    public void validate(PolicyResource repository, Evaluation evaluation) {
        if (repository.property("forceDelete").isTrue()) {
            evaluation.violation("forceDelete is on");
        }
    }
}
