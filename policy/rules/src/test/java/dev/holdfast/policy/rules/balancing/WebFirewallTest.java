package dev.holdfast.policy.rules.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class WebFirewallTest {
    private final WebFirewall rule = new WebFirewall();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource balancer =
            stack.add("aws:lb/loadBalancer:LoadBalancer", "edge").set("arn", "arn:aws:elasticloadbalancing:lb");
    private final TestResource association = stack.add("aws:wafv2/webAclAssociation:WebAclAssociation", "edge")
            .set("resourceArn", "arn:aws:elasticloadbalancing:lb");

    @Test
    void passesOneWithAFirewall() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesWhatIsNotKnownYet() {
        balancer.set("arn", Value.UNKNOWN);
        association.set("resourceArn", Value.UNKNOWN);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesOneInside() {
        balancer.set("internal", true);
        association.set("resourceArn", "arn:aws:apigateway:other");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneWithoutAFirewall() {
        association.set("resourceArn", "arn:aws:apigateway:other");

        assertThat(stack.violations(rule)).containsExactly("edge: has no web firewall");
    }

    @Test
    void doesNotDecideAmongSeveralThatAreUnknown() {
        stack.add("aws:lb/loadBalancer:LoadBalancer", "second").set("arn", Value.UNKNOWN);
        association.set("resourceArn", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).hasSize(2);
    }
}
