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
import dev.holdfast.policy.rules.Levels;

/** ALB-03. */
final class BalancerDeletionProtection implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ALB-03", "alb-deletion-protection", Severity.MEDIUM)
                .description("AWS refuses to delete the load balancer.")
                .why("With it goes the name under which the application is known, at once.")
                .mend("Set enableDeletionProtection(true).")
                .control(securityHub("ELB.6"))
                .control(checkov("CKV_AWS_150"))
                .level(Levels::whereKept)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer");
    }

    @Override
    public void validate(PolicyResource balancer, Evaluation evaluation) {
        if (!balancer.property("enableDeletionProtection").isTrue()) {
            evaluation.violation("enableDeletionProtection is off");
        }
    }
}
