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

/** ECS-06. */
final class OwnNetworkOfTask implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ECS-06", "ecs-own-network", Severity.HIGH)
                .description("A task has a network interface and processes of its own.")
                .why("In the network or the processes of the host it reaches its neighbours past security groups.")
                .mend("Set networkMode to awsvpc, and leave pidMode away or set it to task.")
                .control(securityHub("ECS.3"))
                .control(securityHub("ECS.17"))
                .control(checkov("CKV_AWS_335"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ecs/taskDefinition:TaskDefinition");
    }

    @Override
    public void validate(PolicyResource task, Evaluation evaluation) {
        if (!task.property("networkMode").string("bridge").equals("awsvpc")) {
            evaluation.violation("networkMode is not awsvpc");
        }
        if (task.property("pidMode").string("task").equals("host")) {
            evaluation.violation("pidMode is host");
        }
    }
}
