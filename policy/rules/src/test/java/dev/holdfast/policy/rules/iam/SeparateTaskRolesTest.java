package dev.holdfast.policy.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class SeparateTaskRolesTest {
    private final SeparateTaskRoles rule = new SeparateTaskRoles();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource task = stack.add("aws:ecs/taskDefinition:TaskDefinition", "api")
            .set("executionRoleArn", "arn:aws:iam::111111111111:role/execution")
            .set("taskRoleArn", "arn:aws:iam::111111111111:role/task");

    @Test
    void passesTwoRoles() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesATaskWithoutARole() {
        task.set("taskRoleArn", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneRoleForBoth() {
        task.set("taskRoleArn", "arn:aws:iam::111111111111:role/execution");

        assertThat(stack.violations(rule)).containsExactly("api: executionRoleArn and taskRoleArn are one role");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        task.set("taskRoleArn", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("api: taskRoleArn is not known before the update");
    }
}
