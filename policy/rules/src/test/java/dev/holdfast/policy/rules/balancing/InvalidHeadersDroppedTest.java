package dev.holdfast.policy.rules.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class InvalidHeadersDroppedTest {
    private final InvalidHeadersDropped rule = new InvalidHeadersDropped();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource balancer =
            stack.add("aws:lb/loadBalancer:LoadBalancer", "balancer").set("dropInvalidHeaderFields", true);

    @Test
    void passesOneThatDropsThem() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatPassesThemOn() {
        balancer.set("dropInvalidHeaderFields", false);

        assertThat(stack.violations(rule)).containsExactly("balancer: dropInvalidHeaderFields is off");
    }

    @Test
    void refusesWhereItIsNotSet() {
        balancer.set("dropInvalidHeaderFields", null);

        assertThat(stack.violations(rule)).containsExactly("balancer: dropInvalidHeaderFields is off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        balancer.set("dropInvalidHeaderFields", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("balancer: dropInvalidHeaderFields is not known before the update");
    }
}
