package dev.holdfast.policy.rules.organizations;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** ORG-01. The organization has all features. */
final class OrganizationFeatures implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ORG-01", "organizations-all-features", Severity.HIGH)
                .description("The organization has all features.")
                .why(
                        "With consolidated billing only there are no guardrails, and no access from the management account.")
                .mend("Set featureSet(\"ALL\").")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:organizations/organization:Organization");
    }

    @Override
    public void validate(PolicyResource resource, Evaluation evaluation) {
        var set = resource.property("featureSet").string("ALL");
        if (!set.equals("ALL")) {
            evaluation.violation("featureSet is " + set);
        }
    }
}
