package dev.holdfast.policy.rules.network;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** VPC-03. */
final class PrivateSubnet implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("VPC-03", "vpc-private-subnet", Severity.MEDIUM)
                .description("Only public subnets give public addresses.")
                .why("A machine that is started inside must not be reachable from outside by accident.")
                .mend("Leave mapPublicIpOnLaunch away, or give the subnet the tag SubnetType: Public.")
                .control(securityHub("EC2.15"))
                .control(checkov("CKV_AWS_130"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ec2/subnet:Subnet");
    }

    @Override
    public void validate(PolicyResource subnet, Evaluation evaluation) {
        if (subnet.property("mapPublicIpOnLaunch").isTrue()
                && !subnet.property("tags.SubnetType").string("").equals("Public")) {
            evaluation.violation("gives public addresses, and is no public subnet");
        }
    }
}
