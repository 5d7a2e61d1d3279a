package dev.holdfast.policy.rules.balancing;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** ALB-01. */
final class InvalidHeadersDropped implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ALB-01", "alb-drop-invalid-headers", Severity.MEDIUM)
                .description("The load balancer drops headers that are not valid.")
                .why("Headers that one server reads otherwise than the next one are how requests are smuggled.")
                .mend("Set dropInvalidHeaderFields(true).")
                .control(securityHub("ELB.4"))
                .control(checkov("CKV_AWS_131"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer");
    }

    @Override
    public void validate(PolicyResource balancer, Evaluation evaluation) {
        if (!balancer.property("dropInvalidHeaderFields").isTrue()) {
            evaluation.violation("dropInvalidHeaderFields is off");
        }
    }
}
