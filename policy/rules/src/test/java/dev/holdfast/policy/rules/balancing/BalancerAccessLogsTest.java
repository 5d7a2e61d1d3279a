package dev.holdfast.policy.rules.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BalancerAccessLogsTest {
    private final BalancerAccessLogs rule = new BalancerAccessLogs();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource balancer = stack.add("aws:lb/loadBalancer:LoadBalancer", "edge")
            .set("accessLogs", Map.of("enabled", true, "bucket", "logs"));

    @Test
    void passesOneThatWritesItsRequests() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesABucketThatIsNotKnownYet() {
        balancer.set("accessLogs", Map.of("enabled", true, "bucket", Value.UNKNOWN));

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatIsToldNotTo() {
        balancer.set("accessLogs", Map.of("enabled", false, "bucket", "logs"));

        assertThat(stack.violations(rule)).containsExactly("edge: accessLogs is off");
    }

    @Test
    void refusesOneThatSaysNothing() {
        balancer.set("accessLogs", null);

        assertThat(stack.violations(rule)).containsExactly("edge: accessLogs is off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        balancer.set("accessLogs", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("edge: accessLogs.enabled is not known before the update");
    }
}
