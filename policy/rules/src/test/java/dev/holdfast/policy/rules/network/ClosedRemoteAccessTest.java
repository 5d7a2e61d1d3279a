package dev.holdfast.policy.rules.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClosedRemoteAccessTest {
    private final ClosedRemoteAccess rule = new ClosedRemoteAccess();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource entry = stack.add("aws:ec2/networkAclRule:NetworkAclRule", "web")
            .set("ruleAction", "allow")
            .set("cidrBlock", "0.0.0.0/0")
            .set("protocol", "tcp")
            .set("fromPort", 443)
            .set("toPort", 443);

    @Test
    void passesHttps() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesADenial() {
        entry.set("ruleAction", "deny").set("protocol", "-1");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesWhatGoesOut() {
        entry.set("egress", true).set("protocol", "-1");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesSsh() {
        entry.set("fromPort", 22).set("toPort", 22);

        assertThat(stack.violations(rule)).containsExactly("web: lets port 22 in from the internet");
    }

    @Test
    void refusesEverything() {
        entry.set("protocol", "-1").set("cidrBlock", null).set("ipv6CidrBlock", "::/0");

        assertThat(stack.violations(rule))
                .containsExactly("web: lets port 22 in from the internet", "web: lets port 3389 in from the internet");
    }

    @Test
    void refusesAnEntryOfAnAcl() {
        stack.add("aws:ec2/networkAcl:NetworkAcl", "acl")
                .set(
                        "ingress",
                        List.of(Map.of(
                                "action",
                                "allow",
                                "cidrBlock",
                                "0.0.0.0/0",
                                "protocol",
                                "tcp",
                                "fromPort",
                                3000,
                                "toPort",
                                4000)));

        assertThat(stack.violations(rule)).containsExactly("acl: lets port 3389 in from the internet");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        entry.set("cidrBlock", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("web: cidrBlock is not known before the update");
    }
}
