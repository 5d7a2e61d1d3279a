package dev.holdfast.policy.rules.functions;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** LAM-05. */
final class FunctionTimeout implements ResourcePolicy {
    private static final int DEFAULT = 3;
    private static final int LONGEST = 900;

    @Override
    public PolicyMetadata metadata() {
        return rule("LAM-05", "lambda-timeout", Severity.MEDIUM)
                .description("A function says how long it may run, and Lambda allows that.")
                .why("Lambda's own three seconds end a function while it still connects to the database.")
                .mend("Set timeout to what it needs, at most 900 seconds.")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lambda/function:Function");
    }

    @Override
    public void validate(PolicyResource function, Evaluation evaluation) {
        if (function.property("timeout").integer(DEFAULT) == DEFAULT
                || function.property("timeout").integer(DEFAULT) > LONGEST) {
            evaluation.violation("timeout is Lambda's own, or longer than it allows");
        }
    }
}
