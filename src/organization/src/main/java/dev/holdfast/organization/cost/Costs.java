package dev.holdfast.organization.cost;

import dev.holdfast.organization.ReachedAccounts;
import dev.holdfast.organization.Steps;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Watches what the accounts that exist cost, from the management account, which pays. */
public final class Costs {
    private static final String MANAGEMENT = "management";

    private Costs() {}

    /** Declares the budgets, and the detection of anomalies where it is switched on; tells what a person must do for it. */
    public static void declare(ReachedAccounts accounts, Steps steps) {
        var settings = accounts.settings();
        var options = accounts.inManagement();
        var budgets = new ArrayList<Budgets.Account>();
        var ids = new LinkedHashMap<String, String>();
        budgets.add(new Budgets.Account(MANAGEMENT, accounts.managementId(), settings.budget()));
        ids.put(MANAGEMENT, accounts.managementId());
        accounts.members().forEach(account -> {
            budgets.add(new Budgets.Account(
                    account.name(), account.id(), account.member().budget().orElse(settings.budget())));
            ids.put(account.name(), account.id());
        });
        new Budgets("budgets", new Budgets.Args(budgets, settings.alarmEmail()), options);
        if (settings.services().costAnomalies()) {
            new CostAnomalies("cost-anomalies", new CostAnomalies.Args(ids, settings.alarmEmail()), options);
        } else {
            steps.byHand(
                    "open Cost Explorer in the management account's console once, which enables it within a day; then"
                            + " set holdfast-organization:costAnomalies to true, and unusual costs are told to "
                            + settings.alarmEmail());
        }
        steps.done("a budget for every account, told to " + settings.alarmEmail());
    }
}
