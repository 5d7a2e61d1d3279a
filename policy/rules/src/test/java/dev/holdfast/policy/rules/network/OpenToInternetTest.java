package dev.holdfast.policy.rules.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenToInternetTest {
    private final OpenToInternet rule = new OpenToInternet();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource group =
            stack.add("aws:ec2/securityGroup:SecurityGroup", "balancer").set("id", "sg-1");
    private final TestResource balancer =
            stack.add("aws:lb/loadBalancer:LoadBalancer", "edge").set("securityGroups", List.of("sg-1"));
    private final TestResource open = stack.add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "https")
            .set("securityGroupId", "sg-1")
            .set("cidrIpv4", "0.0.0.0/0")
            .set("ipProtocol", "tcp")
            .set("fromPort", 443)
            .set("toPort", 443);

    @Test
    void passesHttpsToALoadBalancer() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesAnyPortFromInside() {
        open.set("cidrIpv4", "10.0.0.0/8").set("fromPort", 5432).set("toPort", 5432);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesWhatIsNotKnownYetAndDependsOnTheLoadBalancersGroup() {
        open.refersTo("securityGroupId", group);
        balancer.refersToOnly("securityGroups", group);
        group.set("id", Value.UNKNOWN);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAnotherPort() {
        open.set("fromPort", 8080).set("toPort", 8080);

        assertThat(stack.violations(rule))
                .containsExactly("https: the rule is open to the internet on other ports than 80 and 443");
    }

    @Test
    void refusesEveryProtocolByIpv6() {
        open.set("cidrIpv4", null).set("cidrIpv6", "::/0").set("ipProtocol", "-1");

        assertThat(stack.violations(rule))
                .containsExactly("https: the rule is open to the internet on other ports than 80 and 443");
    }

    @Test
    void refusesAnotherGroup() {
        stack.add("aws:ec2/securityGroup:SecurityGroup", "api").set("id", "sg-2");
        open.set("securityGroupId", "sg-2");

        assertThat(stack.violations(rule))
                .containsExactly("https: the rule opens to the internet what is no load balancer");
    }

    @Test
    void refusesARuleInAGroupsArguments() {
        stack.add("aws:ec2/securityGroup:SecurityGroup", "api")
                .set(
                        "ingress",
                        List.of(Map.of(
                                "protocol", "tcp", "fromPort", 80, "toPort", 80, "cidrBlocks", List.of("0.0.0.0/0"))));

        assertThat(stack.violations(rule))
                .containsExactly("api: ingress[0] opens to the internet what is no load balancer");
    }

    @Test
    void refusesTheOldKindOfRule() {
        stack.add("aws:ec2/securityGroupRule:SecurityGroupRule", "ssh")
                .set("type", "ingress")
                .set("protocol", "tcp")
                .set("fromPort", 22)
                .set("toPort", 22)
                .set("cidrBlocks", List.of("0.0.0.0/0"))
                .set("securityGroupId", "sg-1");

        assertThat(stack.violations(rule))
                .containsExactly("ssh: the rule is open to the internet on other ports than 80 and 443");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        open.set("cidrIpv4", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("https: cidrIpv4 is not known before the update");
    }
}
