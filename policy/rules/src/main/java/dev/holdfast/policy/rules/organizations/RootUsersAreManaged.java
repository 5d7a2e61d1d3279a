package dev.holdfast.policy.rules.organizations;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import java.util.ArrayList;
import java.util.List;

/** ORG-11. Root users are managed centrally. */
final class RootUsersAreManaged implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ORG-11", "organizations-root-users-are-managed", Severity.HIGH)
                .description(
                        "The management account takes the credentials of root users away, and acts in their place.")
                .why(
                        "Otherwise each account has a root user whose password can be reset by whoever reads the account's mail.")
                .mend("Set enabledFeatures(\"RootCredentialsManagement\", \"RootSessions\").")
                .control(securityHub("IAM.4"))
                .control(securityHub("IAM.6"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:iam/organizationsFeatures:OrganizationsFeatures");
    }

    @Override
    public void validate(PolicyResource resource, Evaluation evaluation) {
        var missing = new ArrayList<>(List.of("RootCredentialsManagement", "RootSessions"));
        missing.removeAll(resource.property("enabledFeatures").strings());
        if (!missing.isEmpty()) {
            evaluation.violation("enabledFeatures lacks " + String.join(", ", missing));
        }
    }
}
