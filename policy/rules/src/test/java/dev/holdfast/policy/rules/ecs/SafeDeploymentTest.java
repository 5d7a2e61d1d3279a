package dev.holdfast.policy.rules.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafeDeploymentTest {
    private final SafeDeployment rule = new SafeDeployment();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource service = stack.add("aws:ecs/service:Service", "api")
            .set("deploymentCircuitBreaker", Map.of("enable", true, "rollback", true))
            .set("deploymentMinimumHealthyPercent", 100)
            .set("desiredCount", 3);

    @Test
    void passesAServiceWhoseDeploymentsGoBack() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAServiceThatKeepsWhatFailed() {
        service.set("deploymentCircuitBreaker", Map.of("enable", true, "rollback", false));

        assertThat(stack.violations(rule)).containsExactly("api: a deployment that fails does not go back");
    }

    @Test
    void refusesAServiceWithoutCircuitBreaker() {
        service.set("deploymentCircuitBreaker", null);

        assertThat(stack.violations(rule)).containsExactly("api: a deployment that fails does not go back");
    }

    @Test
    void refusesFewerTasksWhileProductionIsDeployed() {
        service.set("deploymentMinimumHealthyPercent", 50);

        assertThat(stack.violations(rule)).containsExactly("api: a deployment may stop tasks before new ones run");
    }

    @Test
    void refusesASingleTaskInProduction() {
        service.set("desiredCount", 1);

        assertThat(stack.violations(rule)).containsExactly("api: fewer than two tasks run");
    }

    @Test
    void letsDevRunOneTask() {
        var dev = new TestStack("holdfast", "dev");
        dev.add("aws:ecs/service:Service", "api")
                .set("deploymentCircuitBreaker", Map.of("enable", true, "rollback", true))
                .set("desiredCount", 1);

        assertThat(dev.findings(rule)).isEmpty();
    }

    @Test
    void leavesDeploymentsOfAnotherControllerAlone() {
        service.set("deploymentController", Map.of("type", "CODE_DEPLOY")).set("deploymentCircuitBreaker", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        service.set("desiredCount", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("api: desiredCount is not known before the update");
    }
}
