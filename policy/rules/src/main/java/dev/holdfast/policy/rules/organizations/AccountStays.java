package dev.holdfast.policy.rules.organizations;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** ORG-03. No update closes an account. */
final class AccountStays implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ORG-03", "organizations-account-stays", Severity.CRITICAL)
                .description("Pulumi refuses to delete an account, and would not close it.")
                .why("A closed account takes all that is in it along, after 90 days for good.")
                .mend("Declare it with protect(true), and leave closeOnDeletion false.")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:organizations/account:Account");
    }

    @Override
    public void validate(PolicyResource resource, Evaluation evaluation) {
        if (!resource.options().protect()) {
            evaluation.violation("is not protected");
        }
        if (resource.property("closeOnDeletion").isTrue()) {
            evaluation.violation("closeOnDeletion is on");
        }
    }
}
