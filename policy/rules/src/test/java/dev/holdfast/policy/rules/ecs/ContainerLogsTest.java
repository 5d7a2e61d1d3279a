package dev.holdfast.policy.rules.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class ContainerLogsTest {
    private final ContainerLogs rule = new ContainerLogs();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource task =
            stack.add("aws:ecs/taskDefinition:TaskDefinition", "web").set("containerDefinitions", """
                [{"name": "web", "logConfiguration": {"logDriver": "awslogs", "options": {"mode": "non-blocking"}}}]""");

    @Test
    void passesAContainerThatComplies() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneWithoutLogs() {
        task.set("containerDefinitions", """
                [{"name": "web"}]""");

        assertThat(stack.violations(rule)).containsExactly("web: container web does not log to CloudWatch");
    }

    @Test
    void refusesAnotherDriver() {
        task.set("containerDefinitions", """
                [{"name": "web", "logConfiguration": {"logDriver": "json-file", "options": {"mode": "non-blocking"}}}]""");

        assertThat(stack.violations(rule)).containsExactly("web: container web does not log to CloudWatch");
    }

    @Test
    void refusesLogsThatBlock() {
        task.set("containerDefinitions", """
                [{"name": "web", "logConfiguration": {"logDriver": "awslogs", "options": {}}}]""");

        assertThat(stack.violations(rule)).containsExactly("web: container web stops when logs cannot be written");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        task.set("containerDefinitions", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("web: containerDefinitions is not known before the update");
    }

    @Test
    void hasNothingToSayOfATaskWithoutContainers() {
        task.set("containerDefinitions", null);

        assertThat(stack.findings(rule)).isEmpty();
    }
}
