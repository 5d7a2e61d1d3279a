package dev.holdfast.policy.rules.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrivateSubnetTest {
    private final PrivateSubnet rule = new PrivateSubnet();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource subnet =
            stack.add("aws:ec2/subnet:Subnet", "private-1").set("mapPublicIpOnLaunch", false);

    @Test
    void passesASubnetInside() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesASubnetThatSaysNothing() {
        subnet.set("mapPublicIpOnLaunch", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesAPublicSubnet() {
        subnet.set("mapPublicIpOnLaunch", true).set("tags", Map.of("SubnetType", "Public"));

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesPublicAddressesInside() {
        subnet.set("mapPublicIpOnLaunch", true).set("tags", Map.of("SubnetType", "Private"));

        assertThat(stack.violations(rule))
                .containsExactly("private-1: gives public addresses, and is no public subnet");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        subnet.set("mapPublicIpOnLaunch", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("private-1: mapPublicIpOnLaunch is not known before the update");
    }
}
