package dev.holdfast.policy.rules.ecr;

import static dev.holdfast.policy.rules.Rule.prowler;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;

/** ECR-03. */
final class RepositoryLifecycle implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ECR-03", "ecr-lifecycle", Severity.MEDIUM)
                .description("Each repository deletes by itself what nobody needs.")
                .why("Images that no tag names cost, and are scanned for nothing.")
                .mend("Add a LifecyclePolicy with the repository's name.")
                .control(securityHub("ECR.3"))
                .control(prowler("ecr_repositories_lifecycle_policy_enabled"))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(stack.resources("aws:ecr/repository:Repository"), repository -> {
            if (stack.referring("aws:ecr/lifecyclePolicy:LifecyclePolicy", "repository", repository)
                    .isEmpty()) {
                evaluation.violation(repository, "has no lifecycle policy");
            }
        });
    }
}
