package dev.holdfast.policy.rules.network;

import static dev.holdfast.policy.rules.Rule.cis;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;

/** VPC-02. */
final class AdoptedDefaultGroup implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("VPC-02", "vpc-adopted-default-group", Severity.MEDIUM)
                .description("The default security group of each VPC is in the program.")
                .why(
                        "What is in no program keeps the rules that AWS gives it: everybody in it reaches everybody in it.")
                .mend("Add a DefaultSecurityGroup with the vpcId.")
                .control(securityHub("EC2.2"))
                .control(cis("5.5"))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(stack.resources("aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"), vpc -> {
            if (SoleCandidate.referring(stack, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId", vpc)
                    .isEmpty()) {
                evaluation.violation(vpc, "leaves its default security group to AWS");
            }
        });
    }
}
