package dev.holdfast.policy.rules.iam;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.iam.PolicyDocument.Statement;
import java.util.Optional;

/** IAM-02. */
final class NoServiceWildcard extends PermissionsRule {
    @Override
    public PolicyMetadata metadata() {
        return rule("IAM-02", "iam-no-service-wildcard", Severity.LOW)
                .description("No policy allows all actions of a service, or all but some.")
                .why("What AWS adds to the service tomorrow is allowed as well, and so is what deletes.")
                .mend("Name the actions; kms:Describe* or s3:Get* are narrow enough.")
                .control(securityHub("IAM.21"))
                .control(checkov("CKV_AWS_290"))
                .control(checkov("CKV_AWS_355"))
                .build();
    }

    @Override
    Optional<String> problem(Statement statement) {
        if (!statement.notActions().isEmpty()) {
            return Optional.of("allows all actions but some");
        }
        return statement.actions().stream()
                .filter(action -> action.endsWith(":*"))
                .findFirst()
                .map(action -> "allows " + action);
    }
}
