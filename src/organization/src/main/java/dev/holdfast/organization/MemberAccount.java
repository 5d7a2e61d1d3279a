package dev.holdfast.organization;

import dev.holdfast.conventions.Configuration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An account of the organization.
 *
 * @param name its name in AWS, in its e-mail address and in the stack's outputs
 * @param unit the organizational unit that it lies in; changing it moves the account
 * @param email its address, where the template does not give it
 * @param id the account that there is already, to be taken over
 * @param closed whether it is to be closed, for ever, which AWS does only for what lies in {@link Unit#SUSPENDED} here
 * @param budget the US dollars that it may cost in a month, where it is not what every account may
 */
public record MemberAccount(
        String name, Unit unit, Optional<String> email, Optional<String> id, boolean closed, Optional<Integer> budget) {
    /** Where the organization's audit trail is kept. */
    public static final String LOG_ARCHIVE = "log-archive";

    /** From where the security services of all accounts are administered. */
    public static final String SECURITY = "security";

    /** Where the images are that all environments run. */
    public static final String SHARED = "shared";

    /** Where the copies of the backups are. */
    public static final String BACKUP = "backup";

    /** Every account that Holdfast creates by itself, in the order in which they are created. */
    public static final List<MemberAccount> ALL = List.of(
            new MemberAccount(LOG_ARCHIVE, Unit.SECURITY),
            new MemberAccount(SECURITY, Unit.SECURITY),
            new MemberAccount(SHARED, Unit.INFRASTRUCTURE),
            new MemberAccount(BACKUP, Unit.INFRASTRUCTURE),
            new MemberAccount("dev", Unit.NON_PRODUCTION),
            // Staging proves what goes to production, but a mistake in it reaches no customer.
            new MemberAccount("stage", Unit.NON_PRODUCTION),
            new MemberAccount("prod", Unit.PRODUCTION));

    /** AWS allows more, but the name is part of an e-mail address, of resources' names and of a profile's. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final int LONGEST_NAME = 30;

    /** What the other accounts cannot do without. */
    private static final Set<String> NEEDED = Set.of(LOG_ARCHIVE, SECURITY, SHARED, BACKUP);

    /** More is taken for a slip of the hand. */
    static final int HIGHEST_BUDGET = 1_000_000;

    private static final int NO_BUDGET = 0;
    private static final Pattern ID = Pattern.compile("\\d{12}");

    /** An account as Holdfast creates it. */
    public MemberAccount(String name, Unit unit) {
        this(name, unit, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /**
     * The accounts of the configuration: {@link #ALL}, with what {@code accounts} says of them, and those that it adds.
     *
     * <pre>{@code
     * holdfast-organization:accounts:
     *   analytics:
     *     unit: Workloads/NonProduction
     * }</pre>
     */
    static List<MemberAccount> read(Configuration keys) {
        var accounts = new LinkedHashMap<String, MemberAccount>();
        ALL.forEach(account -> accounts.put(account.name(), account));
        keys.sections("accounts").forEach((name, section) -> {
            if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
                keys.problem(
                        "accounts",
                        "names '" + name
                                + "', allowed are lower-case letters, digits and single hyphens, beginning with"
                                + " a letter, at most " + LONGEST_NAME);
            }
            if (name.equals(ReachedAccounts.MANAGEMENT)) {
                keys.problem(
                        "accounts",
                        "names 'management', which is what the management account is called; choose another");
            }
            accounts.put(name, read(name, Optional.ofNullable(accounts.get(name)), section));
        });
        return List.copyOf(accounts.values());
    }

    private static MemberAccount read(String name, Optional<MemberAccount> ours, Configuration section) {
        var unit = Unit.read(section, ours.map(MemberAccount::unit));
        var id = section.matching("id", ID, "the 12 digits of an account's id");
        var closed = section.flag("closed", false);
        if (NEEDED.contains(name) && (unit == Unit.SUSPENDED || unit == Unit.LEGACY)) {
            section.problem(
                    "unit",
                    "is '" + unit.path() + "', but the other accounts cannot do without '" + name
                            + "'; it stays where it works");
        }
        var email = section.text("email");
        email.ifPresent(address -> EmailTemplate.broken(address)
                .forEach(rule -> section.problem("email", "is '" + address + "'; AWS allows " + rule)));
        if (closed && unit != Unit.SUSPENDED) {
            section.problem(
                    "closed",
                    "is true, but the account's unit is '" + unit.path() + "'; only an account in '"
                            + Unit.SUSPENDED.path() + "' is closed: move it there first, and apply that");
        }
        var budget = section.number("budget", 1, HIGHEST_BUDGET, NO_BUDGET);
        return new MemberAccount(
                name, unit, email, id, closed, Optional.of(budget).filter(amount -> amount != NO_BUDGET));
    }

    /** The names of the accounts that Holdfast creates by itself. */
    public static List<String> names() {
        return ALL.stream().map(MemberAccount::name).toList();
    }

    /** Whether it waits for its closure. */
    boolean leaving() {
        return unit == Unit.SUSPENDED;
    }

    /**
     * A name for an account that has another one in AWS, as near to that as allowed.
     *
     * @param taken what it must not be
     */
    static String nameLike(String nameInAws, Set<String> taken) {
        var words = nameInAws.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var name = words.replaceAll("^[-0-9]+|-+$", "");
        name = name.isEmpty() ? "account" : name;
        name = name.substring(0, Math.min(name.length(), LONGEST_NAME - 3)).replaceAll("-+$", "");
        var other = name;
        for (int number = 2; taken.contains(other); number++) {
            other = name + "-" + number;
        }
        return other;
    }

    /** Its address. */
    public String address(EmailTemplate template) {
        return email.orElseGet(() -> template.address(name));
    }
}
