package dev.holdfast.organization.cost;

import com.pulumi.aws.budgets.Budget;
import com.pulumi.aws.budgets.BudgetArgs;
import com.pulumi.aws.budgets.inputs.BudgetCostFilterArgs;
import com.pulumi.aws.budgets.inputs.BudgetNotificationArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.Names;
import java.util.List;
import java.util.Map;

/**
 * A monthly budget for each account, and one for all of them together.
 *
 * <p>Creates them in the management account, which pays. Somebody is told when {@value #SPENT_PERCENT} % are spent, and
 * when the month is going to end above the budget; nothing is stopped. AWS charges nothing for budgets without actions, and
 * needs about five weeks of costs before it makes a forecast.
 */
public final class Budgets extends ComponentResource {
    private static final double SPENT_PERCENT = 80;
    private static final double FORECAST_PERCENT = 100;

    /** What one account may cost in a month, in US dollars. */
    public record Account(String name, String id, int dollars) {}

    /**
     * Who may cost what.
     *
     * @param accounts the accounts that pay into one bill
     * @param email who is told
     */
    public record Args(List<Account> accounts, String email) {
        public Args {
            accounts = List.copyOf(accounts);
        }
    }

    public Budgets(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:Budgets", name, options);

        for (var account : args.accounts()) {
            budget(
                    name + "-" + account.name(),
                    new Names("organization").of(account.name()),
                    account.dollars(),
                    List.of(BudgetCostFilterArgs.builder()
                            .name("LinkedAccount")
                            .values(account.id())
                            .build()),
                    args.email());
        }
        budget(
                name,
                new Names("organization").of("all-accounts"),
                args.accounts().stream().mapToInt(Account::dollars).sum(),
                List.of(),
                args.email());
        registerOutputs(Map.of());
    }

    private void budget(String name, String budgetName, int dollars, List<BudgetCostFilterArgs> filters, String email) {
        new Budget(
                name,
                BudgetArgs.builder()
                        .name(budgetName)
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .limitAmount(String.valueOf(dollars))
                        .limitUnit("USD")
                        .costFilters(filters)
                        .notifications(
                                notification("ACTUAL", SPENT_PERCENT, email),
                                notification("FORECASTED", FORECAST_PERCENT, email))
                        .build(),
                CustomResourceOptions.builder().parent(this).build());
    }

    private static BudgetNotificationArgs notification(String type, double percent, String email) {
        return BudgetNotificationArgs.builder()
                .notificationType(type)
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE")
                .subscriberEmailAddresses(email)
                .build();
    }
}
