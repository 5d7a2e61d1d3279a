package dev.holdfast.policy.rules.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class OrganizationFeaturesTest {
    private final OrganizationFeatures rule = new OrganizationFeatures();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource organization = stack.add("aws:organizations/organization:Organization", "organization");

    @Test
    void passesAnOrganizationWithAllFeatures() {
        organization.set("featureSet", "ALL");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatOnlySharesTheBill() {
        organization.set("featureSet", "CONSOLIDATED_BILLING");

        assertThat(stack.violations(rule)).containsExactly("organization: featureSet is CONSOLIDATED_BILLING");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        organization.set("featureSet", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("organization: featureSet is not known before the update");
    }
}
