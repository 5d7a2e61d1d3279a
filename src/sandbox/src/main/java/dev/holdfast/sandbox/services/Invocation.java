package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.Map;

/** Invokes a function when it is created, as the AWS provider does for lifecycle scope CREATE_ONLY. */
final class Invocation implements Behaviour {
    static final String TYPE = "aws:lambda/invocation:Invocation";

    private final Resources resources;
    private final Function functions;

    Invocation(Resources resources, Function functions) {
        this.resources = resources;
        this.functions = functions;
    }

    @Override
    public Map<String, Object> create(Resource invocation, Report report) {
        var name = invocation.text("functionName").orElse("");
        var function = resources
                .beside(invocation, Function.TYPE)
                .filter(one ->
                        name.equals(Function.name(one)) || name.equals(one.arn().orElse("")))
                .findFirst()
                .orElseThrow(() -> new AwsException("ResourceNotFoundException", "Function not found: " + name));
        report.info("invokes " + name);
        var result = functions.invoke(function, invocation.text("input").orElse("{}"));
        if (result.failed()) {
            throw new AwsException(
                    "FunctionError",
                    "Lambda function (" + name + ") returned error: (" + result.payload() + ")" + result.refusals());
        }
        return Map.of("result", result.payload());
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return Map.of();
    }

    @Override
    public void delete(Resource invocation, Report report) {
        // What the function did stays.
    }
}
