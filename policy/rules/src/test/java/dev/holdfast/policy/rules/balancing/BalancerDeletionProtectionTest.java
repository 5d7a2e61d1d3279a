package dev.holdfast.policy.rules.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class BalancerDeletionProtectionTest {
    private final BalancerDeletionProtection rule = new BalancerDeletionProtection();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource balancer =
            stack.add("aws:lb/loadBalancer:LoadBalancer", "balancer").set("enableDeletionProtection", true);

    @Test
    void passesOneThatAwsKeeps() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatAnybodyMayDelete() {
        balancer.set("enableDeletionProtection", false);

        assertThat(stack.violations(rule)).containsExactly("balancer: enableDeletionProtection is off");
    }

    @Test
    void refusesWhereItIsNotSet() {
        balancer.set("enableDeletionProtection", null);

        assertThat(stack.violations(rule)).containsExactly("balancer: enableDeletionProtection is off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        balancer.set("enableDeletionProtection", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("balancer: enableDeletionProtection is not known before the update");
    }

    @Test
    void leavesEnvironmentsThatAreNotKeptAlone() {
        var dev = new TestStack("holdfast", "dev");
        dev.add("aws:lb/loadBalancer:LoadBalancer", "balancer");

        assertThat(dev.findings(rule)).isEmpty();
    }
}
