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

/** ECS-01. */
final class ContainerInsights implements ResourcePolicy {
    private static final List<String> ON = List.of("enabled", "enhanced");

    @Override
    public PolicyMetadata metadata() {
        return rule("ECS-01", "ecs-container-insights", Severity.MEDIUM)
                .description("The cluster measures its services and tasks.")
                .why("Without Container Insights nobody sees which task ran out of memory.")
                .mend("Set the setting containerInsights to enhanced.")
                .control(securityHub("ECS.12"))
                .control(checkov("CKV_AWS_65"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ecs/cluster:Cluster");
    }

    @Override
    public void validate(PolicyResource cluster, Evaluation evaluation) {
        var on = cluster.property("settings").elements().stream()
                .filter(setting -> setting.get("name").string("").equals("containerInsights"))
                .anyMatch(setting -> ON.contains(setting.get("value").string("")));
        if (!on) {
            evaluation.violation("containerInsights is off");
        }
    }
}
