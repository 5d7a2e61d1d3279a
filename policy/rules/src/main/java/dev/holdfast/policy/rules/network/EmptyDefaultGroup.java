package dev.holdfast.policy.rules.network;

import static dev.holdfast.policy.rules.Rule.cis;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.List;

/** VPC-07. */
final class EmptyDefaultGroup implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("VPC-07", "vpc-empty-default-group", Severity.MEDIUM)
                .description("The default security group lets nothing in and nothing out.")
                .why("What is started without a security group gets this one.")
                .mend("Leave ingress and egress of the DefaultSecurityGroup away.")
                .control(securityHub("EC2.2"))
                .control(cis("5.5"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    }

    @Override
    public void validate(PolicyResource group, Evaluation evaluation) {
        for (var direction : List.of("ingress", "egress")) {
            if (!group.property(direction).elements().isEmpty()) {
                evaluation.violation("has rules for " + direction);
            }
        }
    }
}
