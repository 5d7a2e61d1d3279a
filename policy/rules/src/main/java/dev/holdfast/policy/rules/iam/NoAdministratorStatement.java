package dev.holdfast.policy.rules.iam;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.cis;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.iam.PolicyDocument.Statement;
import java.util.List;
import java.util.Optional;

/** IAM-01. */
final class NoAdministratorStatement extends PermissionsRule {
    private static final List<String> EVERY = List.of("*", "*:*");

    @Override
    public PolicyMetadata metadata() {
        return rule("IAM-01", "iam-no-administrator", Severity.HIGH)
                .description("No policy allows every action on every resource.")
                .why("Whoever gets hold of such a role owns the account.")
                .mend("Name the actions that it needs, and the resources.")
                .control(securityHub("IAM.1"))
                .control(cis("1.15"))
                .control(checkov("CKV_AWS_62"))
                .control(checkov("CKV_AWS_63"))
                .build();
    }

    @Override
    Optional<String> problem(Statement statement) {
        return statement.actions().stream().anyMatch(EVERY::contains) && statement.isAboutEverything()
                ? Optional.of("allows everything")
                : Optional.empty();
    }
}
