package dev.holdfast.policy.rules.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class DesyncMitigationTest {
    private final DesyncMitigation rule = new DesyncMitigation();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource balancer =
            stack.add("aws:lb/loadBalancer:LoadBalancer", "balancer").set("desyncMitigationMode", "strictest");

    @Test
    void passesOneThatRefusesThem() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatOnlyWatches() {
        balancer.set("desyncMitigationMode", "monitor");

        assertThat(stack.violations(rule)).containsExactly("balancer: desyncMitigationMode only watches");
    }

    @Test
    void passesWhereItIsNotSet() {
        balancer.set("desyncMitigationMode", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        balancer.set("desyncMitigationMode", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("balancer: desyncMitigationMode is not known before the update");
    }
}
