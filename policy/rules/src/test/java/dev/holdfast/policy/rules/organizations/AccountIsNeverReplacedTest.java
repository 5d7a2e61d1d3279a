package dev.holdfast.policy.rules.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.ResourceOptions;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class AccountIsNeverReplacedTest {
    private final AccountIsNeverReplaced rule = new AccountIsNeverReplaced();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource account = stack.add("aws:organizations/account:Account", "dev");

    @Test
    void passesAnAccountWhoseChangesAreIgnored() {
        account.options(ResourceOptions.NONE.ignoring("name", "email", "roleName"));

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatANewAddressWouldReplace() {
        account.options(ResourceOptions.NONE.ignoring("name"));

        assertThat(stack.violations(rule)).containsExactly("dev: ignoreChanges lacks email, roleName");
    }
}
