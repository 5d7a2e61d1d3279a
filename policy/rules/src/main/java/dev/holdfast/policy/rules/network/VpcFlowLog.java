package dev.holdfast.policy.rules.network;

import static dev.holdfast.policy.rules.Rule.cis;
import static dev.holdfast.policy.rules.Rule.prowler;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;

/** VPC-01. */
final class VpcFlowLog implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("VPC-01", "vpc-flow-log", Severity.MEDIUM)
                .description("Each VPC has a flow log.")
                .why("Without one nobody can tell later who talked to whom.")
                .mend("Add a FlowLog with the vpcId.")
                .control(securityHub("EC2.6"))
                .control(cis("3.7"))
                .control(prowler("vpc_flow_logs_enabled"))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(stack.resources("aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"), vpc -> {
            if (SoleCandidate.referring(stack, "aws:ec2/flowLog:FlowLog", "vpcId", vpc)
                    .isEmpty()) {
                evaluation.violation(vpc, "has no flow log");
            }
        });
    }
}
