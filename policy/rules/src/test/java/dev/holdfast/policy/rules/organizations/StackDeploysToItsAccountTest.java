package dev.holdfast.policy.rules.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class StackDeploysToItsAccountTest {
    private final StackDeploysToItsAccount rule = new StackDeploysToItsAccount();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestStack workload = new TestStack("holdfast", "prod");
    private final TestResource provider = provider(workload, "account", "306255912214", "306255912214");

    @Test
    void passesAProviderThatIsBoundToTheAccountOfItsRole() {
        assertThat(workload.findings(rule)).isEmpty();
    }

    @Test
    void refusesAProviderWithoutAnAccount() {
        provider.set("allowedAccountIds", null);
        workload.add("aws:s3/bucket:Bucket", "files").provider(provider);

        assertThat(workload.violations(rule))
                .containsExactly(
                        "account: has no allowedAccountIds: it deploys to whatever account its credentials are of;"
                                + " aws:s3/bucket:Bucket::files use it");
    }

    @Test
    void refusesARoleOfAnotherAccount() {
        provider.set("allowedAccountIds", "[\"111111111111\"]");

        assertThat(workload.violations(rule))
                .containsExactly("account: assumes a role of account 306255912214, and is bound to 111111111111");
    }

    @Test
    void refusesAWorkloadInTwoAccounts() {
        provider(workload, "other", "111111111111", "111111111111");

        assertThat(workload.violations(rule))
                .containsExactly("other: the stack's providers lead to several accounts: 111111111111, 306255912214");
    }

    @Test
    void refusesAProviderOfSeveralAccounts() {
        provider.set("allowedAccountIds", "[\"111111111111\",\"306255912214\"]");

        assertThat(workload.violations(rule))
                .containsExactly("account: may reach several accounts: 111111111111, 306255912214");
    }

    @Test
    void letsTheOrganizationHaveAProviderForEachAccount() {
        stack.add("aws:organizations/organization:Organization", "organization");
        stack.add("pulumi:providers:aws", "management");
        provider(stack, "account-dev", "111111111111", "111111111111");
        provider(stack, "account-prod", "306255912214", "306255912214");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAMembersProviderThatIsNotBound() {
        stack.add("aws:organizations/organization:Organization", "organization");
        provider(stack, "account-dev", "111111111111", "111111111111").set("allowedAccountIds", null);

        assertThat(stack.violations(rule))
                .containsExactly(
                        "account-dev: has no allowedAccountIds: it deploys to whatever account its credentials are"
                                + " of; nothing uses it");
    }

    @Test
    void doesNotDecideForAnAccountThatIsStillToBeCreated() {
        provider.set("allowedAccountIds", Value.UNKNOWN);

        assertThat(workload.notEvaluated(rule))
                .containsExactly("account: allowedAccountIds is not known before the update");
    }

    private static TestResource provider(TestStack stack, String name, String bound, String role) {
        return stack.add("pulumi:providers:aws", name)
                .set("allowedAccountIds", "[\"" + bound + "\"]")
                .set("assumeRole", "{\"roleArn\":\"arn:aws:iam::" + role + ":role/Landing\"}");
    }
}
