package dev.holdfast.policy.rules.functions;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.ConfigurationSchema;
import dev.holdfast.policy.ConfigurationSchema.Property;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.List;

/** LAM-02. */
final class SupportedRuntime implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("LAM-02", "lambda-supported-runtime", Severity.MEDIUM)
                .description("A function is an image, or runs on a runtime that AWS mends.")
                .why("A runtime that AWS gave up gets no more patches, and some day cannot be updated.")
                .mend("Set packageType(\"Image\") with an imageUri, or a runtime that is allowed.")
                .control(securityHub("Lambda.2"))
                .schema(ConfigurationSchema.of(Property.strings("runtimes", "those that are allowed")
                        .byDefault(List.of(
                                "java25",
                                "java21",
                                "java17",
                                "nodejs24.x",
                                "nodejs22.x",
                                "python3.14",
                                "python3.13",
                                "python3.12",
                                "python3.11",
                                "dotnet10",
                                "ruby3.4",
                                "ruby3.3",
                                "provided.al2023"))))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lambda/function:Function");
    }

    @Override
    public void validate(PolicyResource function, Evaluation evaluation) {
        if (function.property("packageType").string("Zip").equals("Image")) {
            return;
        }
        var runtime = function.property("runtime").string("");
        if (!evaluation.configuration().get("runtimes").strings().contains(runtime)) {
            evaluation.violation("runs on " + (runtime.isEmpty() ? "no runtime" : runtime));
        }
    }
}
