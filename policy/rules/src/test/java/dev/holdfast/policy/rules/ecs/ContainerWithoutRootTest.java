package dev.holdfast.policy.rules.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class ContainerWithoutRootTest {
    private final ContainerWithoutRoot rule = new ContainerWithoutRoot();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource task =
            stack.add("aws:ecs/taskDefinition:TaskDefinition", "web").set("containerDefinitions", """
                [{"name": "web", "user": "10001:10001"}]""");

    @Test
    void passesAContainerThatComplies() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesRoot() {
        task.set("containerDefinitions", """
                [{"name": "web", "user": "root"}]""");

        assertThat(stack.violations(rule)).containsExactly("web: container web runs as root");
    }

    @Test
    void refusesTheNumberOfRoot() {
        task.set("containerDefinitions", """
                [{"name": "web", "user": "0:0"}]""");

        assertThat(stack.violations(rule)).containsExactly("web: container web runs as root");
    }

    @Test
    void refusesOneThatSaysNothing() {
        task.set("containerDefinitions", """
                [{"name": "web"}]""");

        assertThat(stack.violations(rule)).containsExactly("web: container web runs as root");
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
