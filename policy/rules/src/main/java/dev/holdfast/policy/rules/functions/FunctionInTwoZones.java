package dev.holdfast.policy.rules.functions;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** LAM-01. */
final class FunctionInTwoZones implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("LAM-01", "lambda-two-zones", Severity.MEDIUM)
                .description("A function runs in the VPC, in two zones at least.")
                .why("It reaches the database inside only, and when a zone is out of order it runs in the other.")
                .mend("Set vpcConfig with the subnets of two availability zones or more.")
                .control(securityHub("Lambda.3"))
                .control(securityHub("Lambda.5"))
                .control(checkov("CKV_AWS_117"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lambda/function:Function");
    }

    @Override
    public void validate(PolicyResource function, Evaluation evaluation) {
        if (function.property("vpcConfig.subnetIds").elements().size() < 2) {
            evaluation.violation("is in fewer than two subnets of a VPC");
        }
    }
}
