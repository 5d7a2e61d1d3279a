package dev.holdfast.policy.rules.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NarrowEgressTest {
    private final NarrowEgress rule = new NarrowEgress();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource egress = stack.add(
                    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "api-to-aws")
            .set("cidrIpv4", "0.0.0.0/0")
            .set("ipProtocol", "tcp")
            .set("fromPort", 443)
            .set("toPort", 443);

    @Test
    void passesHttps() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesEverythingInside() {
        egress.set("ipProtocol", "-1").set("cidrIpv4", "10.0.0.0/8");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesEverythingToEverywhere() {
        egress.set("ipProtocol", "-1");

        assertThat(stack.violations(rule)).containsExactly("api-to-aws: the rule lets everything out to everywhere");
    }

    @Test
    void refusesItInAGroupsArguments() {
        stack.add("aws:ec2/securityGroup:SecurityGroup", "api")
                .set(
                        "egress",
                        List.of(Map.of(
                                "protocol", "-1", "fromPort", 0, "toPort", 0, "ipv6CidrBlocks", List.of("::/0"))));

        assertThat(stack.violations(rule)).containsExactly("api: egress[0] lets everything out to everywhere");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        egress.set("cidrIpv4", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("api-to-aws: cidrIpv4 is not known before the update");
    }
}
