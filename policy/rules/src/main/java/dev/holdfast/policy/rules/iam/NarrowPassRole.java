package dev.holdfast.policy.rules.iam;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.iam.PolicyDocument.Statement;
import java.util.Optional;

/** IAM-06. */
final class NarrowPassRole extends PermissionsRule {
    @Override
    public PolicyMetadata metadata() {
        return rule("IAM-06", "iam-narrow-pass-role", Severity.HIGH)
                .description("Nobody may pass every role to a service.")
                .why("Who may pass an administrator to a function is one.")
                .mend("Name the roles as resources, and require iam:PassedToService.")
                .build();
    }

    @Override
    Optional<String> problem(Statement statement) {
        return statement.covers("iam:PassRole")
                        && statement.resources().stream().anyMatch(NarrowPassRole::isEveryRole)
                ? Optional.of("allows iam:PassRole on every role")
                : Optional.empty();
    }

    private static boolean isEveryRole(String resource) {
        return resource.equals("*") || resource.endsWith(":role/*");
    }
}
