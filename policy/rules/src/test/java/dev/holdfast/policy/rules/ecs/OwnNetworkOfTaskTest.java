package dev.holdfast.policy.rules.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class OwnNetworkOfTaskTest {
    private final OwnNetworkOfTask rule = new OwnNetworkOfTask();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource task =
            stack.add("aws:ecs/taskDefinition:TaskDefinition", "web").set("networkMode", "awsvpc");

    @Test
    void passesATaskWithItsOwnNetwork() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesTheNetworkOfTheHost() {
        task.set("networkMode", "host");

        assertThat(stack.violations(rule)).containsExactly("web: networkMode is not awsvpc");
    }

    @Test
    void refusesATaskThatSaysNothing() {
        task.set("networkMode", null);

        assertThat(stack.violations(rule)).containsExactly("web: networkMode is not awsvpc");
    }

    @Test
    void refusesTheProcessesOfTheHost() {
        task.set("pidMode", "host");

        assertThat(stack.violations(rule)).containsExactly("web: pidMode is host");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        task.set("networkMode", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("web: networkMode is not known before the update");
    }
}
