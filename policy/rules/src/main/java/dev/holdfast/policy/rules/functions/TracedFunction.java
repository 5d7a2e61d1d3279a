package dev.holdfast.policy.rules.functions;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** LAM-06. */
final class TracedFunction implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("LAM-06", "lambda-tracing", Severity.LOW)
                .description("Calls of a function are traced.")
                .why(
                        "A trace shows where the time went; it costs by the call, and logs tell most of it, so this is advice.")
                .mend("Set tracingConfig with mode(\"Active\").")
                .control(checkov("CKV_AWS_50"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lambda/function:Function");
    }

    @Override
    public void validate(PolicyResource function, Evaluation evaluation) {
        if (!function.property("tracingConfig.mode").string("").equals("Active")) {
            evaluation.violation("is not traced");
        }
    }
}
