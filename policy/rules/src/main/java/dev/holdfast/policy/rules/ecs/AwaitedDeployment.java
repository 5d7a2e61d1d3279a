package dev.holdfast.policy.rules.ecs;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.Levels;

/** ECS-05. */
final class AwaitedDeployment implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ECS-05", "ecs-awaited-deployment", Severity.MEDIUM)
                .description("An update ends when the new tasks run, and fails if they do not.")
                .why("Otherwise a pipeline is green while ECS still starts tasks that never get healthy.")
                .mend("Set waitForSteadyState(true).")
                .level(Levels::whereKept)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ecs/service:Service");
    }

    @Override
    public void validate(PolicyResource service, Evaluation evaluation) {
        if (!service.property("waitForSteadyState").isTrue()) {
            evaluation.violation("waitForSteadyState is off");
        }
    }
}
