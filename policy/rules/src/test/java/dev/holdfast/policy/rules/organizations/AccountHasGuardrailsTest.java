package dev.holdfast.policy.rules.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class AccountHasGuardrailsTest {
    private final AccountHasGuardrails rule = new AccountHasGuardrails();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource root = stack.add("aws:organizations/organization:Organization", "organization");
    private final TestResource unit = stack.add("aws:organizations/organizationalUnit:OrganizationalUnit", "workloads")
            .refersTo("parentId", root);
    private final TestResource account =
            stack.add("aws:organizations/account:Account", "dev").refersTo("parentId", unit);
    private final TestResource leave = guardrail("leave", root, denial("organizations:LeaveOrganization", ""));

    AccountHasGuardrailsTest() {
        guardrail("audit", unit, denial("cloudtrail:*", ""));
        guardrail("security", unit, denial("guardduty:DeleteDetector", ""));
        guardrail("hub", account, denial("securityhub:DisableSecurityHub*", ""));
        guardrail("regions", unit, denial("ec2:*", "\"StringNotEquals\":{\"aws:RequestedRegion\":\"eu-central-1\"}"));
    }

    @Test
    void passesAnAccountThatInheritsThem() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAnAccountThatCanLeave() {
        leave.set("content", denial("organizations:CloseAccount", ""));

        assertThat(stack.violations(rule))
                .containsExactly(
                        "dev: nothing denies organizations:LeaveOrganization: dev in workloads in organization");
    }

    @Test
    void takesADenialForRootUsersForNone() {
        leave.set("content", denial("*", "\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:root\"}"));

        assertThat(stack.violations(rule)).hasSize(1);
    }

    @Test
    void doesNotDecideForAPolicyThatIsUnknown() {
        leave.set("content", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("dev: content is not known before the update");
    }

    private TestResource guardrail(String name, TestResource target, String content) {
        var policy = stack.add("aws:organizations/policy:Policy", name).set("content", content);
        stack.add("aws:organizations/policyAttachment:PolicyAttachment", name)
                .refersTo("policyId", policy)
                .refersTo("targetId", target);
        return policy;
    }

    private static String denial(String action, String condition) {
        return "{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"" + action + "\",\"Condition\":{" + condition
                + "}}]}";
    }
}
