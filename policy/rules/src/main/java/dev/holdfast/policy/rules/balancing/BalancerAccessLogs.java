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

/** ALB-02. */
final class BalancerAccessLogs implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ALB-02", "alb-access-logs", Severity.MEDIUM)
                .description("The load balancer writes each request to a bucket.")
                .why("Nobody else sees who asked for what from where.")
                .mend("Set accessLogs with enabled(true) and the bucket of the log archive.")
                .control(securityHub("ELB.5"))
                .control(checkov("CKV_AWS_91"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer");
    }

    @Override
    public void validate(PolicyResource balancer, Evaluation evaluation) {
        if (!balancer.property("accessLogs.enabled").isTrue()
                || balancer.property("accessLogs.bucket").isAbsent()) {
            evaluation.violation("accessLogs is off");
        }
    }
}
