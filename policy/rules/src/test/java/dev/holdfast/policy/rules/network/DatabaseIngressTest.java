package dev.holdfast.policy.rules.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseIngressTest {
    private final DatabaseIngress rule = new DatabaseIngress();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource group =
            stack.add("aws:ec2/securityGroup:SecurityGroup", "database").set("id", "sg-1");
    private final TestResource database = stack.add("aws:rds/instance:Instance", "database")
            .set("vpcSecurityGroupIds", List.of("sg-1"))
            .set("port", 5432);
    private final TestResource ingress = stack.add(
                    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "api-to-database")
            .set("securityGroupId", "sg-1")
            .set("referencedSecurityGroupId", "sg-2")
            .set("ipProtocol", "tcp")
            .set("fromPort", 5432)
            .set("toPort", 5432);

    @Test
    void passesASecurityGroupThatIsNamed() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesWhatIsNotKnownYet() {
        var api = stack.add("aws:ec2/securityGroup:SecurityGroup", "api");
        group.set("id", Value.UNKNOWN);
        database.refersToOnly("vpcSecurityGroupIds", group).set("port", Value.UNKNOWN);
        ingress.refersTo("securityGroupId", group).refersTo("referencedSecurityGroupId", api);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void leavesOtherGroupsAlone() {
        stack.add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "web")
                .set("securityGroupId", "sg-9")
                .set("cidrIpv4", "10.0.0.0/8")
                .set("ipProtocol", "tcp");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAddresses() {
        ingress.set("referencedSecurityGroupId", null).set("cidrIpv4", "10.0.0.0/16");

        assertThat(stack.violations(rule))
                .containsExactly("api-to-database: the rule lets addresses reach the database, not a security group");
    }

    @Test
    void refusesAnotherPort() {
        ingress.set("fromPort", 22);

        assertThat(stack.violations(rule)).containsExactly("api-to-database: the rule is about other ports than 5432");
    }

    @Test
    void refusesAddressesInAGroupsArguments() {
        group.set(
                "ingress",
                List.of(Map.of(
                        "protocol", "tcp", "fromPort", 5432, "toPort", 5432, "cidrBlocks", List.of("10.0.0.0/8"))));

        assertThat(stack.violations(rule))
                .containsExactly("database: ingress[0] lets addresses reach the database, not a security group");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("vpcSecurityGroupIds", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).hasSize(1);
    }
}
