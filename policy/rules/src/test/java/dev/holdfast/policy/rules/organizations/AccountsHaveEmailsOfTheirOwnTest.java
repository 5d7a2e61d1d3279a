package dev.holdfast.policy.rules.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class AccountsHaveEmailsOfTheirOwnTest {
    private final AccountsHaveEmailsOfTheirOwn rule = new AccountsHaveEmailsOfTheirOwn();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource dev =
            stack.add("aws:organizations/account:Account", "dev").set("email", "aws+dev@example.com");
    private final TestResource prod =
            stack.add("aws:organizations/account:Account", "prod").set("email", "aws+prod@example.com");

    @Test
    void passesAccountsWhoseAddressesDiffer() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAnAddressThatDiffersInItsCaseOnly() {
        prod.set("email", "AWS+dev@example.com");

        assertThat(stack.violations(rule)).containsExactly("prod: has the e-mail address of dev");
    }

    @Test
    void refusesTheAddressOfTheManagementAccount() {
        stack.add("aws:organizations/organization:Organization", "organization")
                .set("masterAccountEmail", "aws+dev@example.com");

        assertThat(stack.violations(rule)).containsExactly("dev: has the e-mail address of the management account");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        dev.set("email", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("dev: email is not known before the update");
    }
}
