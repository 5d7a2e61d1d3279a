package dev.holdfast.policy.rules.iam;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.List;
import java.util.function.Predicate;

/** IAM-05. */
final class ProductionDeploysReleases implements ResourcePolicy {
    private static final String GITHUB = "token.actions.githubusercontent.com";

    @Override
    public PolicyMetadata metadata() {
        return rule("IAM-05", "iam-production-deploys-releases", Severity.HIGH)
                .description("Production is deployed by jobs of the protected environment prod, from tags of releases.")
                .why(
                        "The environment asks a reviewer, the tag says which commit; without both, a push to any branch could reach production.")
                .mend("Require sub to end in :environment:prod, and ref to be refs/tags/release-*.")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:iam/role:Role");
    }

    @Override
    public void validate(PolicyResource role, Evaluation evaluation) {
        if (!role.name().startsWith("prod-")
                || !role.property("name").string("").equals("deploy")) {
            return;
        }
        for (var statement :
                PolicyDocument.of(role.property("assumeRolePolicy")).allowing()) {
            if (statement.principals("Federated").isEmpty()) {
                continue;
            }
            if (!all(statement.required(GITHUB + ":sub"), subject -> subject.endsWith(":environment:prod"))) {
                evaluation.violation(statement.label() + " does not require the environment prod");
            }
            if (!all(statement.required(GITHUB + ":ref"), ref -> ref.startsWith("refs/tags/release-"))) {
                evaluation.violation(statement.label() + " does not require the tag of a release");
            }
        }
    }

    private static boolean all(List<String> values, Predicate<String> right) {
        return !values.isEmpty() && values.stream().allMatch(right);
    }
}
