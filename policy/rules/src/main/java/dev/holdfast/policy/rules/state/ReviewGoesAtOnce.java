package dev.holdfast.policy.rules.state;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.conventions.Environment;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.Levels;

/** GOV-05. */
final class ReviewGoesAtOnce implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("GOV-05", "review-unprotected", Severity.MEDIUM)
                .description("Nothing in a review stack is protected.")
                .why("What is protected stops the command that removes the stack, and stays, and costs.")
                .mend("Ask Environment.disposable() before protecting.")
                .level(Levels::review)
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.ALL;
    }

    @Override
    public void validate(PolicyResource one, Evaluation evaluation) {
        // Asked here as well: a configuration may switch the rule on everywhere.
        var review = Levels.kind(evaluation.stack()) == Environment.Kind.REVIEW;
        if (review && one.options().protect()) {
            evaluation.violation("it is protected, in a stack that has to go at once");
        }
    }
}
