package dev.holdfast.sandbox.network;

import static dev.holdfast.sandbox.network.VpcFixture.EGRESS;
import static dev.holdfast.sandbox.network.VpcFixture.INGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may connect to whom inside a VPC. */
class SecurityGroupsTest {
    private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";

    @TempDir
    Path directory;

    private VpcFixture vpc;

    @BeforeEach
    void build() {
        vpc = new VpcFixture(directory);
    }

    @Test
    void allowsWhatLeavesByOneRuleAndArrivesByAnother() {
        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5432)).isEmpty();
        assertThat(vpc.network.refusal(vpc.balancer, vpc.web, 8080)).isEmpty();
    }

    @Test
    void refusesWhatNoIngressRuleLetsIn() {
        vpc.remove(INGRESS, "web-db");

        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5432))
                .hasValue("web (security group sg-web app-web) may not connect to database on port 5432: security group"
                        + " sg-db (app-db) has no ingress rule for port 5432 from sg-web (app-web)");
    }

    @Test
    void refusesWhatNoEgressRuleLetsOut() {
        vpc.remove(EGRESS, "web-db");

        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5432).orElseThrow())
                .contains("security group sg-web (app-web) has no egress rule for port 5432 to sg-db (app-db)")
                .doesNotContain("ingress");
    }

    @Test
    void namesTheRulesThatAreMissingOnBothSides() {
        assertThat(vpc.network.refusal(vpc.balancer, vpc.database, 5432).orElseThrow())
                .contains("sg-lb (app-lb) has no egress rule for port 5432 to sg-db (app-db)")
                .contains("sg-db (app-db) has no ingress rule for port 5432 from sg-lb (app-lb)");
    }

    @Test
    void refusesAnotherPort() {
        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5433)).isPresent();
        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5431)).isPresent();
    }

    @Test
    void refusesTheOtherDirection() {
        assertThat(vpc.network.refusal(vpc.database, vpc.web, 5432)).isPresent();
    }

    @Test
    void refusesEverythingThatLeavesAGroupWithoutEgressRules() {
        vpc.rule(INGRESS, "db-web", "sg-web", 8080, Map.of("cidrIpv4", "0.0.0.0/0"));

        assertThat(vpc.network.refusal(vpc.database, vpc.web, 8080).orElseThrow())
                .contains("security group sg-db (app-db) has no egress rule");
        assertThat(vpc.network.refusalToService(vpc.database, "secretsmanager").orElseThrow())
                .contains("security group sg-db (app-db) has no egress rule for port 443 to 0.0.0.0/0");
    }

    @Test
    void forgetsARuleThatWasRemovedAndKnowsOneThatWasAdded() {
        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5432)).isEmpty();

        vpc.remove(INGRESS, "web-db");
        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5432)).isPresent();

        vpc.rule(INGRESS, "again", "sg-db", 5432, Map.of("referencedSecurityGroupId", "sg-web"));
        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5432)).isEmpty();
    }

    @Test
    void takesARangeThatContainsTheAddress() {
        vpc.rule(INGRESS, "web-db", "sg-db", 5432, Map.of("cidrIpv4", "10.0.1.0/24"));
        vpc.rule(EGRESS, "web-db", "sg-web", 5432, Map.of("cidrIpv4", "10.0.1.5/32"));

        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5432)).isEmpty();
    }

    @Test
    void refusesARangeThatDoesNotContainTheAddress() {
        vpc.rule(INGRESS, "web-db", "sg-db", 5432, Map.of("cidrIpv4", "10.0.2.0/24"));

        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5432)).isPresent();
    }

    @Test
    void takesARuleForAllProtocolsWithoutPorts() {
        vpc.put(
                INGRESS,
                "web-db",
                Map.of("securityGroupId", "sg-db", "ipProtocol", "-1", "referencedSecurityGroupId", "sg-web"));

        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5432)).isEmpty();
    }

    @Test
    void doesNotTakeARuleForAnotherProtocol() {
        vpc.rule(INGRESS, "web-db", "sg-db", 5432, Map.of("ipProtocol", "udp", "referencedSecurityGroupId", "sg-web"));

        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5432)).isPresent();
    }

    @Test
    void takesAPortRange() {
        vpc.rule(
                INGRESS,
                "web-db",
                "sg-db",
                5432,
                Map.of("fromPort", 5000, "toPort", 6000, "referencedSecurityGroupId", "sg-web"));

        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5432)).isEmpty();
    }

    @Test
    void takesRulesThatAreDeclaredWithinTheirGroup() {
        vpc.remove(INGRESS, "web-db");
        within(Map.of("protocol", "tcp", "fromPort", 5432, "toPort", 5432, "securityGroups", List.of("sg-web")));
        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5432)).isEmpty();

        within(Map.of("protocol", "tcp", "fromPort", 5432, "toPort", 5432, "cidrBlocks", List.of("10.0.0.0/16")));
        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5432)).isEmpty();

        within(Map.of("protocol", "tcp", "fromPort", 5432, "toPort", 5432, "self", true));
        assertThat(vpc.network.refusal(vpc.web, vpc.database, 5432)).isPresent();
    }

    @Test
    void letsAGroupReachItselfOnlyByARuleThatSaysSo() {
        var other = VpcFixture.task("web 2", "subnet-private", "sg-web", "10.0.1.9");
        assertThat(vpc.network.refusal(vpc.web, other, 9000)).isPresent();

        vpc.put(
                GROUP,
                "sg-web",
                Map.of(
                        "ingress", List.of(Map.of("protocol", "-1", "fromPort", 0, "toPort", 0, "self", true)),
                        "egress", List.of(Map.of("protocol", "-1", "fromPort", 0, "toPort", 0, "self", true))));

        assertThat(vpc.network.refusal(vpc.web, other, 9000)).isEmpty();
    }

    @Test
    void needsTheRightRuleInOneOfSeveralGroups() {
        var both = new NetworkInterface(
                "both",
                VpcFixture.ACCOUNT,
                VpcFixture.REGION,
                "subnet-private",
                List.of("sg-lb", "sg-web"),
                "10.0.1.7");

        assertThat(vpc.network.refusal(both, vpc.database, 5432)).isEmpty();
        assertThat(vpc.network.refusal(both, vpc.database, 1).orElseThrow())
                .contains("security groups sg-lb (app-lb) and sg-web (app-web) have no egress rule for port 1");
    }

    @Test
    void takesTheDefaultGroupForNone() {
        var one = VpcFixture.task("one", "subnet-private", "", "10.0.1.7");
        var two = VpcFixture.task("two", "subnet-public", "", "10.0.0.7");

        assertThat(vpc.network.refusal(one, two, 9000)).isEmpty();
        assertThat(vpc.network.refusalToService(one, "secretsmanager")).isEmpty();
        assertThat(vpc.network.refusal(vpc.web, one, 443).orElseThrow())
                .contains("security group sg-default has no ingress rule for port 443 from sg-web (app-web)");
    }

    @Test
    void refusesAnotherVpcWhateverTheRulesAre() {
        vpc.put(Vpc.TYPE, "vpc-2", Map.of("tags", Map.of("Name", "other")));
        vpc.subnet("subnet-other", "vpc-2", "10.0.1.0/24");
        var other = VpcFixture.task("database", "subnet-other", "sg-db", "10.0.1.5");

        assertThat(vpc.network.refusal(vpc.web, other, 5432).orElseThrow())
                .endsWith("they are in different VPCs, vpc-1 (network) and vpc-2 (other), which have no route to each"
                        + " other");
    }

    @Test
    void refusesAFunctionOutsideOfAnyVpc() {
        var function = VpcFixture.task("function f", "", "", "169.254.0.4");

        assertThat(vpc.network.refusal(function, vpc.database, 5432))
                .hasValue("function f may not connect to database on port 5432: function f is in no VPC");
    }

    @Test
    void letsATaskReachItself() {
        assertThat(vpc.network.refusal(vpc.web, vpc.web, 1)).isEmpty();
    }

    private void within(Map<String, Object> ingress) {
        vpc.put(GROUP, "sg-db", Map.of("name", "app-db", "ingress", List.of(ingress)));
    }
}
