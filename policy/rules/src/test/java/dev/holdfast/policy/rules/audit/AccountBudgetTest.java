package dev.holdfast.policy.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountBudgetTest {
    private final AccountBudget rule = new AccountBudget();
    private final TestStack stack = new TestStack("holdfast-organization", "management");
    private final TestResource account = stack.add("aws:organizations/account:Account", "prod");
    private final TestResource budget = stack.add("aws:budgets/budget:Budget", "prod")
            .set("costFilters", List.of(Map.of("name", "LinkedAccount", "values", List.of(Value.UNKNOWN))))
            .dependsOn("costFilters", account)
            .set("notifications", List.of(Map.of("subscriberEmailAddresses", List.of("a@example.com"))));

    @Test
    void passesAnAccountWithABudgetAtAFirstPreview() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAnAccountWithoutABudget() {
        account.set("id", "111122223333");
        budget.set("costFilters", List.of(Map.of("name", "LinkedAccount", "values", List.of("444455556666"))));

        assertThat(stack.violations(rule)).containsExactly("prod: it has no budget");
    }

    @Test
    void refusesABudgetThatTellsNobody() {
        budget.set("notifications", List.of(Map.of("threshold", 80)));

        assertThat(stack.violations(rule)).containsExactly("prod: it tells nobody");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        budget.set("notifications", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("prod: notifications is not known before the update");
    }
}
