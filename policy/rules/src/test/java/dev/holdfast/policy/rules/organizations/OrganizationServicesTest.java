package dev.holdfast.policy.rules.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrganizationServicesTest {
    private final OrganizationServices rule = new OrganizationServices();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource organization = stack.add("aws:organizations/organization:Organization", "organization")
            .set(
                    "enabledPolicyTypes",
                    List.of(
                            "AISERVICES_OPT_OUT_POLICY",
                            "RESOURCE_CONTROL_POLICY",
                            "SERVICE_CONTROL_POLICY",
                            "TAG_POLICY"))
            .set(
                    "awsServiceAccessPrincipals",
                    List.of(
                            "backup.amazonaws.com",
                            "cloudtrail.amazonaws.com",
                            "config.amazonaws.com",
                            "sso.amazonaws.com"));

    @Test
    void passesAnOrganizationThatHasThem() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatLacksSome() {
        organization.set("enabledPolicyTypes", List.of("SERVICE_CONTROL_POLICY", "TAG_POLICY"));
        organization.set("awsServiceAccessPrincipals", null);

        assertThat(stack.violations(rule))
                .containsExactly(
                        "organization: enabledPolicyTypes lacks RESOURCE_CONTROL_POLICY, AISERVICES_OPT_OUT_POLICY",
                        "organization: awsServiceAccessPrincipals lacks backup.amazonaws.com, cloudtrail.amazonaws.com,"
                                + " config.amazonaws.com, sso.amazonaws.com");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        organization.set("enabledPolicyTypes", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("organization: enabledPolicyTypes is not known before the update");
    }
}
