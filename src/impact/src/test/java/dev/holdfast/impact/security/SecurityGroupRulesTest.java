package dev.holdfast.impact.security;

import static dev.holdfast.impact.security.Change.changed;
import static dev.holdfast.impact.security.Change.created;
import static dev.holdfast.impact.security.Change.deleted;
import static dev.holdfast.impact.security.Change.told;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecurityGroupRulesTest {
    private static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private static final String EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    private static final String RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
    private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";

    private static final String FROM_API = rule("'referencedSecurityGroupId': 'sg-2'");
    private static final String FROM_EVERYBODY = rule("'cidrIpv4': '0.0.0.0/0'");

    @Test
    void namesWhoReachesWhom() {
        assertThat(told(created(INGRESS, FROM_API)))
                .containsExactly("+ NETWORK api may reach database on tcp port 5432");
    }

    @Test
    void theWholeInternetIsExposure() {
        assertThat(told(created(INGRESS, FROM_EVERYBODY)))
                .containsExactly("+ EXPOSURE everybody on the internet may reach database on tcp port 5432");
    }

    @Test
    void soIsTheInternetOfIpv6() {
        assertThat(told(created(INGRESS, rule("'cidrIpv6': '::/0'"))))
                .containsExactly("+ EXPOSURE everybody on the internet (IPv6) may reach database on tcp port 5432");
    }

    @Test
    void aWayOutIsNoExposure() {
        assertThat(told(created(EGRESS, FROM_EVERYBODY)))
                .containsExactly("+ NETWORK database may reach anything on the internet on tcp port 5432");
    }

    @Test
    void tellsBothWhatIsOpenedAndWhatIsClosed() {
        assertThat(told(changed(INGRESS, FROM_API, FROM_EVERYBODY)))
                .containsExactly(
                        "+ EXPOSURE everybody on the internet may reach database on tcp port 5432",
                        "- NETWORK api may no longer reach database on tcp port 5432");
    }

    @Test
    void aRuleThatIsDeletedCloses() {
        assertThat(told(deleted(INGRESS, FROM_EVERYBODY)))
                .containsExactly("- EXPOSURE everybody on the internet may no longer reach database on tcp port 5432");
    }

    @Test
    void aNewDescriptionIsNoChange() {
        assertThat(changed(INGRESS, FROM_API, rule("'referencedSecurityGroupId': 'sg-2', 'description': 'x'")))
                .isEmpty();
    }

    @Test
    void readsRulesOfTheOlderType() {
        assertThat(told(created(
                        RULE,
                        "{'type': 'ingress', 'securityGroupId': 'sg-1', 'protocol': '-1', 'fromPort': 0, 'toPort': 0,"
                                + " 'cidrBlocks': ['10.0.0.0/8', '0.0.0.0/0']}")))
                .containsExactly(
                        "+ EXPOSURE everybody on the internet may reach database on every port",
                        "+ NETWORK 10.0.0.0/8 may reach database on every port");
    }

    @Test
    void readsRulesWithinAGroupInAnyOrder() {
        var one = "{'protocol': 'tcp', 'fromPort': 1, 'toPort': 2, 'self': true}";
        var other = "{'protocol': 'tcp', 'fromPort': 22, 'toPort': 22, 'securityGroups': ['sg-2']}";

        assertThat(told(changed(GROUP, "{'ingress': [" + one + "]}", "{'ingress': [" + other + ", " + one + "]}")))
                .containsExactly("+ NETWORK api may reach it on tcp port 22");
    }

    @Test
    void saysWhereOnlyTheUpdateKnows() {
        assertThat(told(created(INGRESS, rule("'referencedSecurityGroupId': '[unknown]'"))))
                .containsExactly("+ NETWORK something that only the update knows may reach database on tcp port 5432");
    }

    private static String rule(String who) {
        return "{'securityGroupId': 'sg-1', 'ipProtocol': 'tcp', 'fromPort': 5432, 'toPort': 5432, " + who + "}";
    }
}
