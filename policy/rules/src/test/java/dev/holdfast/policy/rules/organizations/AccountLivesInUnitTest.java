package dev.holdfast.policy.rules.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class AccountLivesInUnitTest {
    private final AccountLivesInUnit rule = new AccountLivesInUnit();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource unit = stack.add("aws:organizations/organizationalUnit:OrganizationalUnit", "workloads");
    private final TestResource organization = stack.add("aws:organizations/organization:Organization", "organization");
    private final TestResource account = stack.add("aws:organizations/account:Account", "dev")
            .set("roleName", "Landing")
            .refersTo("parentId", unit);

    @Test
    void passesAnAccountOfAUnitThatIsStillToBeCreated() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesAnAccountOfAUnitThatIsKnown() {
        account.set("parentId", "ou-1");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAnAccountAtTheRoot() {
        account.set("parentId", "r-1");
        stack.add("aws:organizations/account:Account", "stage").set("roleName", "Landing");
        stack.add("aws:organizations/account:Account", "prod")
                .set("roleName", "Landing")
                .refersTo("parentId", organization);

        assertThat(stack.violations(rule))
                .containsExactly(
                        "dev: is at the root of the organization",
                        "prod: is at the root of the organization",
                        "stage: is at the root of the organization");
    }

    @Test
    void refusesAnAccountThatNobodyCanEnter() {
        account.set("roleName", null);

        assertThat(stack.violations(rule)).containsExactly("dev: has no roleName");
    }

    @Test
    void doesNotDecideWhereNothingTells() {
        stack.add("aws:organizations/account:Account", "stage")
                .set("roleName", "Landing")
                .set("parentId", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).hasSize(1);
    }
}
