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

/** ALB-05. */
final class DesyncMitigation implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ALB-05", "alb-desync-mitigation", Severity.MEDIUM)
                .description("The load balancer refuses requests that servers may read differently.")
                .why("Such requests reach other people's sessions.")
                .mend("Leave desyncMitigationMode away, or set it to defensive or strictest.")
                .control(securityHub("ELB.12"))
                .control(checkov("CKV_AWS_328"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer");
    }

    @Override
    public void validate(PolicyResource balancer, Evaluation evaluation) {
        if (balancer.property("desyncMitigationMode").string("defensive").equals("monitor")) {
            evaluation.violation("desyncMitigationMode only watches");
        }
    }
}
