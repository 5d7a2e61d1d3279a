package dev.holdfast.policy.rules.iam;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** IAM-10. */
final class SeparateTaskRoles implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("IAM-10", "iam-separate-task-roles", Severity.MEDIUM)
                .description("ECS starts a task with another role than the one that the task has.")
                .why("Otherwise the program may read every secret and image that ECS needs to start it.")
                .mend("Give executionRoleArn and taskRoleArn different roles.")
                .control(checkov("CKV_AWS_249"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ecs/taskDefinition:TaskDefinition");
    }

    @Override
    public void validate(PolicyResource task, Evaluation evaluation) {
        var execution = task.property("executionRoleArn");
        var own = task.property("taskRoleArn");
        if (execution.isPresent() && own.isPresent() && execution.string().equals(own.string())) {
            evaluation.violation("executionRoleArn and taskRoleArn are one role");
        }
    }
}
