package dev.holdfast.policy.rules.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoRemoteAccessTest {
    private final NoRemoteAccess rule = new NoRemoteAccess();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource open = stack.add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "https")
            .set("cidrIpv4", "0.0.0.0/0")
            .set("ipProtocol", "tcp")
            .set("fromPort", 443)
            .set("toPort", 443);

    @Test
    void passesHttps() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesSshFromInside() {
        open.set("cidrIpv4", "10.0.0.0/8").set("fromPort", 22).set("toPort", 22);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesSsh() {
        open.set("fromPort", 0).set("toPort", 1024);

        assertThat(stack.violations(rule)).containsExactly("https: the rule lets port 22 in from the internet");
    }

    @Test
    void refusesAllProtocols() {
        open.set("ipProtocol", "-1");

        assertThat(stack.violations(rule))
                .containsExactly(
                        "https: the rule lets port 22 in from the internet",
                        "https: the rule lets port 3389 in from the internet");
    }

    @Test
    void refusesARuleInAGroupsArguments() {
        stack.add("aws:ec2/securityGroup:SecurityGroup", "api")
                .set(
                        "ingress",
                        List.of(Map.of(
                                "protocol",
                                "tcp",
                                "fromPort",
                                3389,
                                "toPort",
                                3389,
                                "ipv6CidrBlocks",
                                List.of("::/0"))));

        assertThat(stack.violations(rule)).containsExactly("api: ingress[0] lets port 3389 in from the internet");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        open.set("cidrIpv4", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("https: cidrIpv4 is not known before the update");
    }
}
