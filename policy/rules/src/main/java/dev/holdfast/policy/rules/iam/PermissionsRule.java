package dev.holdfast.policy.rules.iam;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.rules.iam.PolicyDocument.Statement;
import java.util.Optional;

/**
 * A rule about each statement that gives permissions: of managed policies, and of those that belong to a role, user or
 * group. Permissions boundaries, {@code boundary-...}, give none and are left out.
 */
abstract class PermissionsRule implements ResourcePolicy {
    @Override
    public final ResourceTypes types() {
        return ResourceTypes.of(
                "aws:iam/policy:Policy",
                "aws:iam/rolePolicy:RolePolicy",
                "aws:iam/groupPolicy:GroupPolicy",
                "aws:iam/userPolicy:UserPolicy");
    }

    @Override
    public final void validate(PolicyResource policy, Evaluation evaluation) {
        if (policy.type().equals("aws:iam/policy:Policy")
                && policy.property("name").string("").startsWith("boundary-")) {
            return;
        }
        for (var statement : PolicyDocument.of(policy.property("policy")).allowing()) {
            problem(statement).ifPresent(problem -> evaluation.violation(statement.label() + " " + problem));
        }
    }

    /** What is wrong with a statement that allows something. */
    abstract Optional<String> problem(Statement statement);
}
