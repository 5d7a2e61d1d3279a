package dev.holdfast.policy.rules.functions;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** LAM-07. */
final class FunctionLeavesItsGroup implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("LAM-07", "lambda-leaves-its-group", Severity.MEDIUM)
                .description("A function in a VPC gives its security group back when it is deleted.")
                .why(
                        "Lambda keeps its network interfaces for up to 45 minutes: until then AWS refuses to delete the group, and the destroy fails.")
                .mend("Set replaceSecurityGroupsOnDestroy(true).")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lambda/function:Function");
    }

    @Override
    public void validate(PolicyResource function, Evaluation evaluation) {
        if (function.property("vpcConfig").isPresent()
                && !function.property("replaceSecurityGroupsOnDestroy").isTrue()) {
            evaluation.violation("keeps its security group after it is deleted");
        }
    }
}
