package dev.holdfast.policy.rules.functions;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** LAM-08. */
final class FunctionEnvironmentKey implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("LAM-08", "lambda-environment-key", Severity.LOW)
                .description("The variables of a function are encrypted with a key of our own.")
                .why("Variables hold no secret (LAM-04), so AWS's key does, and this is advice.")
                .mend("Set kmsKeyArn.")
                .control(checkov("CKV_AWS_173"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lambda/function:Function");
    }

    @Override
    public void validate(PolicyResource function, Evaluation evaluation) {
        if (function.property("environment").isPresent()
                && function.property("kmsKeyArn").isAbsent()) {
            evaluation.violation("variables are encrypted with AWS's key");
        }
    }
}
