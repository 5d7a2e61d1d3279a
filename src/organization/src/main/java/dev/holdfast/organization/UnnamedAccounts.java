package dev.holdfast.organization;

import dev.holdfast.organization.ExistingOrganization.Account;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Open accounts of the organization that the configuration does not name, and the lines that would name them.
 *
 * @param accounts the accounts
 * @param previous what the last update called those that it had
 * @param taken the configured names that other accounts have
 */
record UnnamedAccounts(List<Account> accounts, Settings settings, PreviousUpdate previous, Set<String> taken) {
    /** What is wrong, and the lines to add. */
    String problem() {
        var one = accounts.size() == 1;
        var names = accounts.stream().map(Account::toString).toList();
        return "AWS has " + (one ? "an account" : accounts.size() + " accounts")
                + " that the configuration does not name: " + String.join(", ", names) + ".\nTo keep "
                + (one ? "it" : "them") + ", add to src/organization/Pulumi.management.yaml:\n  " + Reconciliation.KEY
                + ":\n" + lines() + Reconciliation.TAKE_OVER + " tells more. To close an account, follow "
                + Reconciliation.RETIRE + ".";
    }

    private String lines() {
        var used = new HashSet<>(taken);
        var lines = new StringBuilder();
        for (var account : accounts) {
            var before = previous.nameOf(account.id());
            var name = before.orElseGet(() -> MemberAccount.nameLike(account.name(), used));
            used.add(name);
            lines.append("    ")
                    .append(name)
                    .append(":\n      id: \"")
                    .append(account.id())
                    .append("\"\n");
            // A configured account has its unit; another one stays as it is until somebody decides.
            if (settings.accounts().stream().noneMatch(member -> member.name().equals(name))) {
                var unit = before.flatMap(previous::account).map(PreviousUpdate.Account::unit);
                lines.append("      unit: ")
                        .append(unit.orElse(Unit.LEGACY.path()))
                        .append('\n');
            }
        }
        return lines.toString();
    }
}
