package dev.holdfast.policy.rules.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class SecurityContactTest {
    private final SecurityContact rule = new SecurityContact();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource account = stack.add("aws:organizations/account:Account", "dev");

    @Test
    void passesAnAccountWithAContact() {
        stack.add("aws:account/alternativeContact:AlternativeContact", "security")
                .set("alternateContactType", "SECURITY")
                .refersTo("accountId", account);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAnAccountWithAContactForBillsOnly() {
        stack.add("aws:account/alternativeContact:AlternativeContact", "billing")
                .set("alternateContactType", "BILLING")
                .refersTo("accountId", account);

        assertThat(stack.violations(rule)).containsExactly("dev: has no alternate contact for security");
    }

    @Test
    void doesNotDecideForAContactOfSomebody() {
        stack.add("aws:account/alternativeContact:AlternativeContact", "security")
                .set("alternateContactType", "SECURITY")
                .set("accountId", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).hasSize(1);
    }
}
