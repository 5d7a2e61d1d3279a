package dev.holdfast.policy.rules.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class OrganizationPolicyIsAcceptedTest {
    private final OrganizationPolicyIsAccepted rule = new OrganizationPolicyIsAccepted();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource policy =
            stack.add("aws:organizations/policy:Policy", "regions").set("type", "SERVICE_CONTROL_POLICY");

    @Test
    void passesADenialWithItsSid() {
        policy.set("content", "{\"Statement\":{\"Sid\":\"Leave\",\"Effect\":\"Deny\"}}");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesADenialWithoutSid() {
        policy.set("content", "{\"Statement\":[{\"Effect\":\"Deny\"}]}");

        assertThat(stack.violations(rule)).containsExactly("regions: a statement that denies has no Sid");
    }

    @Test
    void refusesAPolicyThatDeniesNothing() {
        policy.set("content", "{\"Statement\":[{\"Effect\":\"Allow\"}]}");

        assertThat(stack.violations(rule))
                .containsExactly("regions: denies nothing: beside FullAWSAccess, what it allows is allowed already");
    }

    @Test
    void refusesWhatIsTooLongOrNoJson() {
        policy.set("type", "AISERVICES_OPT_OUT_POLICY").set("content", "x".repeat(2501));

        assertThat(stack.violations(rule))
                .containsExactly(
                        "regions: content has 2501 characters; AWS allows 2500", "regions: content is no JSON");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        policy.set("content", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("regions: content is not known before the update");
    }
}
