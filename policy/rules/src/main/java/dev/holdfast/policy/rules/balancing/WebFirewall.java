package dev.holdfast.policy.rules.balancing;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import dev.holdfast.policy.rules.network.SoleCandidate;

/** ALB-06. */
final class WebFirewall implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ALB-06", "alb-web-firewall", Severity.MEDIUM)
                .description("A load balancer that the internet reaches has a web firewall.")
                .why("Known attacks and floods end there, before the application.")
                .mend("Add a WebAclAssociation with the load balancer's ARN as resourceArn.")
                .control(securityHub("ELB.16"))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        var balancers = stack.resources("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer");
        evaluation.forEach(balancers, balancer -> {
            if (!balancer.property("loadBalancerType").string("application").equals("application")
                    || balancer.property("internal").isTrue()) {
                return;
            }
            if (SoleCandidate.referring(stack, "aws:wafv2/webAclAssociation:WebAclAssociation", "resourceArn", balancer)
                    .isEmpty()) {
                evaluation.violation(balancer, "has no web firewall");
            }
        });
    }
}
