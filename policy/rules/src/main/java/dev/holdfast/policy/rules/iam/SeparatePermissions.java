package dev.holdfast.policy.rules.iam;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.List;

/** IAM-09. */
final class SeparatePermissions implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("IAM-09", "iam-separate-permissions", Severity.MEDIUM)
                .description("A role's permissions are resources of their own, not arguments of the role.")
                .why("What is an argument removes what is attached, and the next update attaches it again.")
                .mend("Use RolePolicy and RolePolicyAttachment instead of inlinePolicies and managedPolicyArns.")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:iam/role:Role");
    }

    @Override
    public void validate(PolicyResource role, Evaluation evaluation) {
        for (var argument : List.of("inlinePolicies", "managedPolicyArns")) {
            if (!role.property(argument).elements().isEmpty()) {
                evaluation.violation(argument + " is set");
            }
        }
    }
}
