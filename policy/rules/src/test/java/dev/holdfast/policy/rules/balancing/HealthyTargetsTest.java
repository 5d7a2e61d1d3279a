package dev.holdfast.policy.rules.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Finding;
import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthyTargetsTest {
    private final HealthyTargets rule = new HealthyTargets();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource targets = stack.add("aws:lb/targetGroup:TargetGroup", "web")
            .set("protocol", "HTTP")
            .set("deregistrationDelay", 30)
            .set("healthCheck", Map.of("path", "/health/ready"));

    @Test
    void passesTargetsThatAreAsked() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesTheRootPage() {
        targets.set("healthCheck", Map.of("path", "/"));

        assertThat(stack.violations(rule)).containsExactly("web: healthCheck.path is not set");
    }

    @Test
    void refusesTargetsThatAreNotAsked() {
        targets.set("healthCheck", null);

        assertThat(stack.violations(rule)).containsExactly("web: healthCheck.path is not set");
    }

    @Test
    void refusesTheDelayThatAwsTakesByItself() {
        targets.set("deregistrationDelay", null);

        assertThat(stack.violations(rule)).containsExactly("web: deregistrationDelay is not set");
    }

    @Test
    void refusesPlainHttpWhereTlsIsAskedFor() {
        assertThat(stack.findings(rule, Map.of("https", true)))
                .extracting(Finding::message)
                .containsExactly("targets are asked without TLS");
    }

    @Test
    void leavesOtherProtocolsAlone() {
        targets.set("protocol", "TCP").set("healthCheck", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        targets.set("healthCheck", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("web: healthCheck.path is not known before the update");
    }
}
