package dev.holdfast.policy.rules.audit;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import dev.holdfast.policy.Value;
import java.util.stream.Stream;

/** CST-01: advice, since the budget of a new account comes with the update after the one that creates it. */
final class AccountBudget implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("CST-01", "account-budget", Severity.LOW)
                .description("Each account has a budget, and each budget tells somebody.")
                .why("What runs by mistake, or for somebody who broke in, is else noticed with the bill.")
                .mend("Add an aws.budgets.Budget whose cost filter LinkedAccount names the account, with "
                        + "notifications to an address.")
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(stack.resources("aws:organizations/account:Account"), account -> {
            if (stack.referring("aws:budgets/budget:Budget", "costFilters", account)
                    .isEmpty()) {
                evaluation.violation(account, "it has no budget");
            }
        });
        evaluation.forEach(stack.resources("aws:budgets/budget:Budget"), budget -> {
            if (budget.property("notifications").elements().stream().noneMatch(AccountBudget::tellsSomebody)) {
                evaluation.violation(budget, "it tells nobody");
            }
        });
    }

    private static boolean tellsSomebody(Value notification) {
        return Stream.of("subscriberEmailAddresses", "subscriberSnsTopicArns")
                .anyMatch(to -> !notification.get(to).elements().isEmpty());
    }
}
