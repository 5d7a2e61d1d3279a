package dev.holdfast.policy.rules.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class UnprivilegedContainerTest {
    private final UnprivilegedContainer rule = new UnprivilegedContainer();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource task =
            stack.add("aws:ecs/taskDefinition:TaskDefinition", "web").set("containerDefinitions", """
                [{"name": "web"}]""");

    @Test
    void passesAContainerThatComplies() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAPrivilegedOne() {
        task.set("containerDefinitions", """
                [{"name": "web", "privileged": true}]""");

        assertThat(stack.violations(rule)).containsExactly("web: container web is privileged");
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
