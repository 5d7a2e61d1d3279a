package dev.holdfast.policy.rules.ecs;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.conventions.Environment;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.Levels;

/** ECS-04. */
final class SafeDeployment implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ECS-04", "ecs-safe-deployment", Severity.MEDIUM)
                .description(
                        "A deployment that fails goes back, and in production never leaves fewer tasks than there should be.")
                .why("A broken image must not take the tasks down that still work.")
                .mend(
                        "Set deploymentCircuitBreaker with enable and rollback; in production deploymentMinimumHealthyPercent to at least 100 and desiredCount to at least 2.")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ecs/service:Service");
    }

    @Override
    public void validate(PolicyResource service, Evaluation evaluation) {
        if (!service.property("deploymentController.type").string("ECS").equals("ECS")) {
            return;
        }
        var breaker = service.property("deploymentCircuitBreaker");
        if (!breaker.get("enable").isTrue() || !breaker.get("rollback").isTrue()) {
            evaluation.violation("a deployment that fails does not go back");
        }
        if (Levels.kind(evaluation.stack()) != Environment.Kind.PRODUCTION) {
            return;
        }
        if (service.property("deploymentMinimumHealthyPercent").number(100) < 100) {
            evaluation.violation("a deployment may stop tasks before new ones run");
        }
        if (service.property("desiredCount").number(0) < 2) {
            evaluation.violation("fewer than two tasks run");
        }
    }
}
