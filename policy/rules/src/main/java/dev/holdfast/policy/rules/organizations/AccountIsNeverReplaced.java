package dev.holdfast.policy.rules.organizations;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.ArrayList;
import java.util.List;

/** ORG-04. No changed argument replaces an account. */
final class AccountIsNeverReplaced implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ORG-04", "organizations-account-is-never-replaced", Severity.HIGH)
                .description("Changes of an account's name, e-mail and role name are ignored.")
                .why(
                        "The provider plans to close the account and to open another one when one of them changes, and AWS tells the role's name never again.")
                .mend("Declare it with ignoreChanges(List.of(\"name\", \"email\", \"roleName\")).")
                .control("pulumi-aws", "#6242", "https://github.com/pulumi/pulumi-aws/issues/6242")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:organizations/account:Account");
    }

    @Override
    public void validate(PolicyResource resource, Evaluation evaluation) {
        var missing = new ArrayList<>(List.of("name", "email", "roleName"));
        missing.removeAll(resource.options().ignoreChanges());
        if (!missing.isEmpty()) {
            evaluation.violation("ignoreChanges lacks " + String.join(", ", missing));
        }
    }
}
