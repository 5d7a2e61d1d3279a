package dev.holdfast.policy.rules.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class AccountStaysTest {
    private final AccountStays rule = new AccountStays();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource account = stack.add("aws:organizations/account:Account", "dev");

    @Test
    void passesAnAccountThatNoUpdateCloses() {
        account.protect();

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatADeletionWouldClose() {
        account.set("closeOnDeletion", true);

        assertThat(stack.violations(rule)).containsExactly("dev: is not protected", "dev: closeOnDeletion is on");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        account.protect().set("closeOnDeletion", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("dev: closeOnDeletion is not known before the update");
    }
}
