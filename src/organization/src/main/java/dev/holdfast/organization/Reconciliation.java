package dev.holdfast.organization;

import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.organization.ExistingOrganization.Account;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The configured accounts, compared with those that AWS has and those that the last update had. Done before anything is
 * declared: whatever the program then leaves out, the engine deletes.
 */
final class Reconciliation {
    static final String KEY = Settings.PROJECT + ":accounts";
    static final String RETIRE = "docs/runbooks/retire-an-account.md";
    static final String TAKE_OVER = "docs/runbooks/take-over-an-organization.md";
    private static final String MESSAGES = "docs/runbooks/messages.md";

    private final Settings settings;
    private final Optional<ExistingOrganization> existing;
    private final PreviousUpdate previous;
    private final Map<String, Account> found = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Compares.
     *
     * @param existing the organization as AWS has it; empty if there is none
     * @throws InvalidConfiguration with everything that an update must not begin with, each with the next step
     */
    Reconciliation(Settings settings, Optional<ExistingOrganization> existing, PreviousUpdate previous) {
        this.settings = settings;
        this.existing = existing;
        this.previous = previous;
        compareOrganization();
        settings.accounts().forEach(member -> match(member).ifPresent(account -> found.put(member.name(), account)));
        if (problems.isEmpty()) {
            settings.accounts().forEach(this::compare);
            nameTheUnnamed();
            keepTheBaselines();
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
    }

    /** The account in AWS that a configured one is, if there is one. */
    Optional<Account> account(String name) {
        return Optional.ofNullable(found.get(name));
    }

    /** The ids of the configured accounts that there are in AWS, by name. */
    Map<String, String> ids() {
        var ids = new LinkedHashMap<String, String>();
        found.forEach((name, account) -> ids.put(name, account.id()));
        return Collections.unmodifiableMap(ids);
    }

    /**
     * The accounts in which resources are declared: those that can be worked in, once the organization is Holdfast's.
     * What is in an account of {@link Unit#LEGACY} stays as it is; and what waits for its closure gets nothing new.
     */
    List<MemberAccount> reached() {
        return settings.accounts().stream()
                .filter(member -> settings.organizationId().isEmpty() && !member.closed())
                .filter(member -> account(member.name()).filter(Account::active).isPresent())
                .filter(member -> member.unit() != Unit.LEGACY
                        && (!member.leaving() || previous.baseline().contains(member.name())))
                .toList();
    }

    /** The accounts that are configured as closed, as long as AWS lists them, as {@link PreviousUpdate} reads them. */
    Map<String, Map<String, String>> closed() {
        var closed = new TreeMap<String, Map<String, String>>();
        settings.accounts().stream()
                .filter(MemberAccount::closed)
                .forEach(member -> account(member.name())
                        .ifPresent(account -> closed.put(
                                member.name(),
                                Map.of("id", account.id(), "ou", member.unit().path()))));
        return closed;
    }

    /** Tells what waits for the next update, and for whom a person must do something. */
    void tell(Steps steps) {
        steps.next(
                "the baseline of",
                "which this update creates",
                names(member -> account(member.name()).isEmpty()));
        for (var member : settings.accounts()) {
            var account = account(member.name());
            if (member.closed() && account.isEmpty()) {
                steps.byHand("AWS no longer lists the account '" + member.name() + "', which is closed for good: remove"
                        + " its lines from " + KEY);
            } else if (!member.closed() && account.filter(one -> !one.active()).isPresent()) {
                var what = "the baseline of account " + account.get();
                steps.next(what);
                steps.byHand("AWS has not finished account " + account.get() + ": sign in as its root user and complete"
                        + " its registration, then run `pulumi up` again (" + MESSAGES + ")");
            }
        }
        settings.organizationId()
                .ifPresent(id -> steps.byHand("the organization is taken over as it is: remove " + Settings.PROJECT
                        + ":organizationId, and `pulumi preview` shows what Holdfast would change (" + TAKE_OVER
                        + ")"));
    }

    private List<String> names(Predicate<MemberAccount> condition) {
        return settings.accounts().stream()
                .filter(member -> !member.closed() && member.unit() != Unit.LEGACY)
                .filter(condition)
                .map(MemberAccount::name)
                .toList();
    }

    /** Credentials of another account would otherwise look like an AWS in which everything is gone. */
    private void compareOrganization() {
        var is = existing.map(ExistingOrganization::id);
        previous.organizationId()
                .filter(id -> is.filter(id::equals).isEmpty())
                .ifPresent(id -> problems.add("the last update was of organization " + id
                        + ", but the credentials belong to "
                        + is.map(other -> "organization " + other).orElse("an account that is in none")
                        + "; use those of the management account of " + id + " (`aws sts get-caller-identity` tells"
                        + " whose they are)"));
        settings.organizationId()
                .filter(id -> is.filter(id::equals).isEmpty())
                .ifPresent(id -> problems.add(Settings.PROJECT + ":organizationId is '" + id
                        + "', but the credentials belong to "
                        + is.map(other -> "organization " + other + "; set that, or use other credentials")
                                .orElse("an account that is in no organization; remove the key to create one")));
    }

    /** By the configured id, or else as the last update had it, or else by its name. */
    private Optional<Account> match(MemberAccount member) {
        var id = member.id().or(() -> previous.account(member.name()).map(PreviousUpdate.Account::id));
        if (id.isPresent()) {
            var account = existing.flatMap(organization -> organization.account(id.get()));
            if (account.isEmpty() && !member.closed()) {
                problems.add(missing(member, id.get()));
            }
            return account;
        }
        var named = accounts().stream()
                .filter(account -> account.name().equals(member.name()))
                .toList();
        if (named.size() > 1) {
            problems.add("AWS has several accounts that '" + member.name() + "' could be: "
                    + String.join(", ", named.stream().map(Account::toString).toList()) + "; set " + KEY + "."
                    + member.name() + ".id to the id of the one that it is");
            return Optional.empty();
        }
        return named.stream().findFirst();
    }

    private String missing(MemberAccount member, String id) {
        var text = "account '" + member.name() + "' (" + id + ")";
        return member.id().isPresent()
                ? text + " is configured with an id, but the organization does not hold it: invite it, and accept the"
                        + " invitation there (docs/runbooks/bring-in-an-old-account.md), or remove the id"
                : text + ", which the last update had, is no longer in the organization: invite it back"
                        + " (docs/runbooks/bring-in-an-old-account.md); if it is to go for ever, follow " + MESSAGES;
    }

    private void compare(MemberAccount member) {
        var account = account(member.name());
        if (account.isEmpty()) {
            if (!member.closed()) {
                refuseUsedAddress(member);
            }
            return;
        }
        var before = previous.account(member.name());
        if (account.get().ended() && !member.closed()) {
            problems.add("account " + account.get() + " is closed, but configured as '" + member.name()
                    + "': let AWS Support open it again, which it does within 90 days, or follow \"Closed by hand\" in "
                    + RETIRE);
        } else if (member.closed()
                && !account.get().ended()
                && before.filter(one -> !one.unit().equals(Unit.SUSPENDED.path()))
                        .isPresent()) {
            problems.add(KEY + "." + member.name() + ".closed is true, but the last update left account "
                    + account.get() + " in the unit '" + before.get().unit() + "': apply it with unit '"
                    + Unit.SUSPENDED.path() + "' and without `closed` first (" + RETIRE + ")");
        } else if (member.id().isEmpty()
                && before.isEmpty()
                && !member.closed()
                && !sameAddress(account.get().email(), member.address(settings.email()))) {
            problems.add("AWS has an account " + account.get() + ", but '" + member.name() + "' is configured with the"
                    + " address " + member.address(settings.email()) + ": if it is the one, set " + KEY + "."
                    + member.name() + ".id to \"" + account.get().id() + "\"; if not, give '" + member.name()
                    + "' another name");
        }
    }

    /** AWS would answer EMAIL_ALREADY_EXISTS, after it has created the accounts before this one. */
    private void refuseUsedAddress(MemberAccount member) {
        var address = member.address(settings.email());
        accounts().stream()
                .filter(account -> sameAddress(account.email(), address))
                .findFirst()
                .ifPresent(account -> problems.add("account '" + member.name() + "' would have the address " + address
                        + ", which account " + account + " has: set " + KEY + "." + member.name() + ".email to another"
                        + " one" + (account.ended() ? "" : ", or .id to \"" + account.id() + "\" if it is the one")));
        existing.filter(organization -> sameAddress(organization.managementEmail(), address))
                .ifPresent(organization -> problems.add("account '" + member.name() + "' would have the address "
                        + address + ", which the management account (" + organization.managementAccountId()
                        + ") has: set " + KEY + "." + member.name() + ".email to another one"));
    }

    /** What was taken out of the configuration, or what somebody made elsewhere. */
    private void nameTheUnnamed() {
        var unnamed = accounts().stream()
                .filter(account -> !account.ended() && !found.containsValue(account))
                .toList();
        if (!unnamed.isEmpty()) {
            problems.add(new UnnamedAccounts(unnamed, settings, previous, found.keySet()).problem());
        }
    }

    /** The invariant that all of this is for. */
    private void keepTheBaselines() {
        var dropped = new TreeSet<>(previous.baseline());
        reached().forEach(member -> dropped.remove(member.name()));
        for (var member : settings.accounts()) {
            var isEnded = account(member.name()).filter(Account::ended).isPresent();
            if (dropped.remove(member.name()) && !member.closed() && !isEnded) {
                problems.add("the last update set up account '" + member.name() + "', and this one would delete all of"
                        + " that, because " + whyNotReached(member));
            }
        }
        // These are not configured any more. Those that are open are named already.
        for (var name : dropped) {
            previous.account(name)
                    .filter(this::isLost)
                    .ifPresent(lost -> problems.add("the last update set up account '"
                            + name + "' (" + lost.id()
                            + "), which the configuration no longer names and AWS does not list as"
                            + " open: add its lines again, and follow \"Closed by hand\" in " + RETIRE));
        }
    }

    /** Whether an account is closed or gone, without having waited for that in the unit for it. */
    private boolean isLost(PreviousUpdate.Account before) {
        return !before.unit().equals(Unit.SUSPENDED.path())
                && existing.flatMap(organization -> organization.account(before.id()))
                        .filter(account -> !account.ended())
                        .isEmpty();
    }

    private String whyNotReached(MemberAccount member) {
        if (settings.organizationId().isPresent()) {
            return Settings.PROJECT + ":organizationId is set: remove it";
        }
        if (member.unit() == Unit.LEGACY) {
            return "its unit is '" + Unit.LEGACY.path() + "': choose another";
        }
        return account(member.name())
                .map(account -> "AWS has it as " + account + ": see " + MESSAGES)
                .orElse("AWS does not list it: see " + MESSAGES);
    }

    private List<Account> accounts() {
        return existing.map(ExistingOrganization::accounts).orElse(List.of());
    }

    private static boolean sameAddress(String one, String other) {
        return one.equalsIgnoreCase(other);
    }
}
