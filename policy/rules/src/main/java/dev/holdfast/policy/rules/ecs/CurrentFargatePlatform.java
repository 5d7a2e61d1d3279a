package dev.holdfast.policy.rules.ecs;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.List;

/** ECS-03. */
final class CurrentFargatePlatform implements ResourcePolicy {
    private static final List<String> CURRENT = List.of("LATEST", "1.4.0");

    @Override
    public PolicyMetadata metadata() {
        return rule("ECS-03", "ecs-current-platform", Severity.MEDIUM)
                .description("Tasks run on the current platform of Fargate.")
                .why("AWS ends old platform versions, and mends only the current one.")
                .mend("Leave platformVersion away, or set it to LATEST.")
                .control(securityHub("ECS.10"))
                .control(checkov("CKV_AWS_332"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ecs/service:Service");
    }

    @Override
    public void validate(PolicyResource service, Evaluation evaluation) {
        if (!CURRENT.contains(service.property("platformVersion").string("LATEST"))) {
            evaluation.violation("platformVersion is an old one");
        }
    }
}
