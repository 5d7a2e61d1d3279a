package dev.holdfast.policy.rules.functions;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.ecs.PlainSecret;

/** LAM-04. */
final class NoSecretsInFunctionEnvironment implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("LAM-04", "lambda-no-plain-secrets", Severity.HIGH)
                .description("No function gets a secret as a plain variable.")
                .why("Whoever may look at the function reads it.")
                .mend("Put the secret into Secrets Manager, and give the function its ARN.")
                .control(checkov("CKV_AWS_45"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lambda/function:Function");
    }

    @Override
    public void validate(PolicyResource function, Evaluation evaluation) {
        function.property("environment.variables").fields().forEach((name, value) -> {
            if (PlainSecret.isName(name) || !value.isUnknown() && PlainSecret.isValue(value.string())) {
                evaluation.violation("has the secret " + name + " in plain text");
            }
        });
    }
}
