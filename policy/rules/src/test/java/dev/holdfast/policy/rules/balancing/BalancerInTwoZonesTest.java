package dev.holdfast.policy.rules.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BalancerInTwoZonesTest {
    private final BalancerInTwoZones rule = new BalancerInTwoZones();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource balancer =
            stack.add("aws:lb/loadBalancer:LoadBalancer", "edge").set("subnets", List.of("subnet-1", "subnet-2"));

    @Test
    void passesTwoSubnets() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void countsSubnetsThatAreNotKnownYet() {
        balancer.set("subnets", List.of(Value.UNKNOWN, Value.UNKNOWN));

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void countsMappings() {
        balancer.set("subnets", null)
                .set("subnetMappings", List.of(Map.of("subnetId", "subnet-1"), Map.of("subnetId", "subnet-2")));

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneSubnet() {
        balancer.set("subnets", List.of("subnet-1"));

        assertThat(stack.violations(rule)).containsExactly("edge: is in fewer than two subnets");
    }

    @Test
    void refusesNone() {
        balancer.set("subnets", null);

        assertThat(stack.violations(rule)).containsExactly("edge: is in fewer than two subnets");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        balancer.set("subnets", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("edge: subnets is not known before the update");
    }
}
