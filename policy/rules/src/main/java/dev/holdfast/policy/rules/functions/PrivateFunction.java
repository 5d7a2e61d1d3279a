package dev.holdfast.policy.rules.functions;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.stream.Stream;

/** LAM-03. */
final class PrivateFunction implements ResourcePolicy {
    private static final String URL = "aws:lambda/functionUrl:FunctionUrl";

    @Override
    public PolicyMetadata metadata() {
        return rule("LAM-03", "lambda-private", Severity.HIGH)
                .description(
                        "A function is called by who is named: no stranger, and a service only for a resource of ours.")
                .why("A service calls for whoever asks it; without a source, from any account.")
                .mend(
                        "Set sourceArn or sourceAccount on the Permission, and authorizationType(\"AWS_IAM\") on the FunctionUrl.")
                .control(securityHub("Lambda.1"))
                .control(checkov("CKV_AWS_258"))
                .control(checkov("CKV_AWS_301"))
                .control(checkov("CKV_AWS_364"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:lambda/permission:Permission", "aws:lambda/functionUrl:FunctionUrl");
    }

    @Override
    public void validate(PolicyResource resource, Evaluation evaluation) {
        if (resource.type().equals(URL)) {
            if (!resource.property("authorizationType").string("").equals("AWS_IAM")) {
                evaluation.violation("anybody may call the URL");
            }
            return;
        }
        var principal = resource.property("principal").string("");
        var sourced = Stream.of("sourceArn", "sourceAccount", "principalOrgId")
                .anyMatch(argument -> resource.property(argument).isPresent());
        if (principal.equals("*") && resource.property("principalOrgId").isAbsent()) {
            evaluation.violation("anybody may call the function");
        } else if (principal.contains(".amazonaws.com") && !sourced) {
            evaluation.violation(principal + " may call the function for anybody");
        }
    }
}
