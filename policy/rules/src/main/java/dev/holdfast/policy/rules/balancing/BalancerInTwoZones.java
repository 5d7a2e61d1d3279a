package dev.holdfast.policy.rules.balancing;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** ALB-04. */
final class BalancerInTwoZones implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ALB-04", "alb-two-zones", Severity.MEDIUM)
                .description("The load balancer is in two zones at least.")
                .why("When a zone is out of order, it goes on in the other.")
                .mend("Give it subnets of two availability zones or more.")
                .control(securityHub("ELB.13"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer");
    }

    @Override
    public void validate(PolicyResource balancer, Evaluation evaluation) {
        var subnets = balancer.property(balancer.property("subnets").isPresent() ? "subnets" : "subnetMappings");
        if (subnets.elements().size() < 2) {
            evaluation.violation("is in fewer than two subnets");
        }
    }
}
