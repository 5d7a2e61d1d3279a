package dev.holdfast.policy.rules.organizations;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about the organization, its accounts, and whose account a stack deploys to. */
public final class OrganizationRules {
    private OrganizationRules() {}

    public static List<Policy> all() {
        return List.of(
                new OrganizationFeatures(),
                new OrganizationServices(),
                new AccountStays(),
                new AccountIsNeverReplaced(),
                new AccountLivesInUnit(),
                new AccountsHaveEmailsOfTheirOwn(),
                new OrganizationPolicyIsAccepted(),
                new AccountHasGuardrails(),
                new ProductionKeepsItsState(),
                new SecurityContact(),
                new RootUsersAreManaged(),
                new StackDeploysToItsAccount(),
                new TargetTakesItsPolicies());
    }
}
