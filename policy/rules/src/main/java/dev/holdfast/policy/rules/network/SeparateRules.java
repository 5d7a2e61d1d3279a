package dev.holdfast.policy.rules.network;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.List;

/** SG-06. */
final class SeparateRules implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("SG-06", "sg-separate-rules", Severity.MEDIUM)
                .description("The rules of a security group are resources of their own, not arguments of the group.")
                .why(
                        "What is an argument removes what is a resource, and the next update adds it again: connections fail in between.")
                .mend("Use SecurityGroupIngressRule and SecurityGroupEgressRule instead of ingress and egress.")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ec2/securityGroup:SecurityGroup");
    }

    @Override
    public void validate(PolicyResource group, Evaluation evaluation) {
        for (var argument : List.of("ingress", "egress")) {
            if (!group.property(argument).elements().isEmpty()) {
                evaluation.violation(argument + " is set");
            }
        }
    }
}
