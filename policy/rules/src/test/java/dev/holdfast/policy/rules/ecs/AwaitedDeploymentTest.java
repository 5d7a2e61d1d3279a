package dev.holdfast.policy.rules.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class AwaitedDeploymentTest {
    private final AwaitedDeployment rule = new AwaitedDeployment();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource service =
            stack.add("aws:ecs/service:Service", "service").set("waitForSteadyState", true);

    @Test
    void passesADeploymentThatIsAwaited() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesADeploymentThatIsNot() {
        service.set("waitForSteadyState", false);

        assertThat(stack.violations(rule)).containsExactly("service: waitForSteadyState is off");
    }

    @Test
    void refusesWhereItIsNotSet() {
        service.set("waitForSteadyState", null);

        assertThat(stack.violations(rule)).containsExactly("service: waitForSteadyState is off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        service.set("waitForSteadyState", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("service: waitForSteadyState is not known before the update");
    }

    @Test
    void leavesEnvironmentsThatAreNotKeptAlone() {
        var dev = new TestStack("holdfast", "dev");
        dev.add("aws:ecs/service:Service", "service");

        assertThat(dev.findings(rule)).isEmpty();
    }
}
