package dev.holdfast.organization;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Region;
import dev.holdfast.organization.guardrails.Guardrails;
import dev.holdfast.organization.people.Contacts;
import dev.holdfast.organization.people.IdentityStore;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The configuration of the organization, read once.
 *
 * @param region {@code aws:region}: where the image registry of the account {@code shared} is
 * @param email {@code email}: the template of the accounts' e-mail addresses
 * @param organizationId {@code organizationId}: the existing organization to take over
 * @param serviceAccess the AWS services that may act in all accounts; {@code serviceAccess} adds to Holdfast's own
 * @param policyTypes the types of policy that can be attached; {@code policyTypes} adds to Holdfast's own
 * @param accounts Holdfast's own accounts and those that {@code accounts} adds, in the order of their creation
 * @param regions {@code regions}: where anything may be created; by default only in {@code region}
 * @param repository {@code repository} and {@code repositoryId}: whose pipelines may work in the accounts
 * @param contacts {@code contacts}: whom AWS writes to, besides the accounts' own addresses
 * @param identityStore {@code identityStore}: where the groups of IAM Identity Center come from
 * @param accessRole {@code accessRole}: the role that is assumed in the accounts, without {@code role/}; for a preview
 *     that can only read, {@code holdfast/preview}
 * @param repositories the image repositories; {@code repositories} adds to those of Holdfast's own services
 * @param alarmEmail {@code alarmEmail}: who is told of alarms; by default the template's address for {@code alarms}
 * @param budget {@code budget}: the US dollars that an account may cost in a month, unless the account has its own
 * @param services which services that cost something are on
 */
public record Settings(
        String region,
        EmailTemplate email,
        Optional<String> organizationId,
        Set<String> serviceAccess,
        Set<String> policyTypes,
        List<MemberAccount> accounts,
        List<String> regions,
        Optional<Repository> repository,
        List<String> repositories,
        Optional<Contacts> contacts,
        IdentityStore identityStore,
        String accessRole,
        String alarmEmail,
        int budget,
        CostlyServices services) {
    /** The namespace of the keys: the name of the project. */
    public static final String PROJECT = "holdfast-organization";

    private static final Pattern ORGANIZATION_ID = Pattern.compile("o-[a-z0-9]{10,32}");
    private static final Pattern SERVICE_PRINCIPAL = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.com");
    private static final Pattern ROLE = Pattern.compile("([\\w+=,.@-]+/)*[\\w+=,.@-]{1,64}");
    private static final Pattern POLICY_TYPE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");

    /**
     * An update switches off the access of every service that is not named here, and with it what the service does in
     * the accounts. So this names what Holdfast uses, and IAM Identity Center, which only a person can enable.
     */
    private static final Set<String> SERVICE_ACCESS = Set.of(
            "access-analyzer.amazonaws.com",
            "account.amazonaws.com",
            "backup.amazonaws.com",
            "cloudtrail.amazonaws.com",
            "config.amazonaws.com",
            "guardduty.amazonaws.com",
            "iam.amazonaws.com",
            // GuardDuty's own, for the scans that a finding may start.
            "malware-protection.guardduty.amazonaws.com",
            "securityhub.amazonaws.com",
            "sso.amazonaws.com",
            // For the report of the tag policy on all accounts.
            "tagpolicies.tag.amazonaws.com");

    /** The images of Holdfast's own services. */
    private static final Set<String> REPOSITORIES = Set.of("holdfast/api", "holdfast/migrations", "holdfast/web");

    /** AWS allows a name without a slash too, but the first part says whose image it is. */
    private static final Pattern REPOSITORY_NAME =
            Pattern.compile("(?=.{2,256}$)[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)+");

    /** A month of the smallest environment costs less; of the largest, it is told in time. */
    private static final int BUDGET = 100;

    /** Those of the guardrails. By itself an enabled type restricts nothing: AWS attaches policies that allow everything. */
    private static final Set<String> POLICY_TYPES = Guardrails.policyTypes();

    public Settings {
        serviceAccess = Set.copyOf(serviceAccess);
        policyTypes = Set.copyOf(policyTypes);
        accounts = List.copyOf(accounts);
        regions = List.copyOf(regions);
        repositories = List.copyOf(repositories);
    }

    /**
     * Reads and validates everything.
     *
     * @param keys the project's own keys
     * @param aws the keys of the AWS provider, read beside them
     * @throws dev.holdfast.conventions.InvalidConfiguration with every problem, if there are any
     */
    public static Settings read(Configuration keys, Configuration aws) {
        var region = Region.read(aws);
        var email = new EmailTemplate(keys.required("email", EmailTemplate.EXAMPLE));
        var accounts = MemberAccount.read(keys);
        email.problems(accounts.stream()
                        .filter(account -> account.email().isEmpty())
                        .map(MemberAccount::name)
                        .toList())
                .forEach(problem -> keys.problem("email", problem));
        refuseSharedAddresses(keys, accounts, email);
        var organizationId = keys.matching(
                "organizationId",
                ORGANIZATION_ID,
                "the id of an organization such as o-a1b2c3d4e5; find it with: aws organizations describe-organization");
        var serviceAccess =
                keys.listing("serviceAccess", SERVICE_PRINCIPAL, "a service principal such as guardduty.amazonaws.com");
        var policyTypes = keys.listing("policyTypes", POLICY_TYPE, "a type of policy such as TAG_POLICY");
        var regions = new TreeSet<>(keys.listing("regions", Region.NAME, Region.ALLOWED));
        regions.add(region);
        var repository = Repository.read(keys);
        var contacts = Contacts.read(keys);
        var identityStore = keys.choice("identityStore", IdentityStore.class, IdentityStore.OWN);
        var accessRole = keys.matching("accessRole", ROLE, "a role's path and name, such as holdfast/preview")
                .orElse(RoleNames.ACCESS);
        var repositories =
                keys.listing("repositories", REPOSITORY_NAME, "the name of an image repository such as holdfast/files");
        var alarmEmail = keys.text("alarmEmail", email.address("alarms"));
        var budget = keys.number("budget", 1, MemberAccount.HIGHEST_BUDGET, BUDGET);
        var services = CostlyServices.read(keys);
        keys.check();
        return new Settings(
                region,
                email,
                organizationId,
                union(SERVICE_ACCESS, serviceAccess),
                union(POLICY_TYPES, policyTypes),
                accounts,
                List.copyOf(regions),
                repository,
                union(REPOSITORIES, repositories).stream().sorted().toList(),
                contacts,
                identityStore,
                accessRole,
                alarmEmail,
                budget,
                services);
    }

    /** The template's own are refused before; these come from the addresses that accounts have beside it. */
    private static void refuseSharedAddresses(Configuration keys, List<MemberAccount> accounts, EmailTemplate email) {
        var owners = new HashMap<String, MemberAccount>();
        for (var account : accounts) {
            var address = account.address(email);
            var other = owners.putIfAbsent(address.toLowerCase(Locale.ROOT), account);
            if (other != null && (account.email().isPresent() || other.email().isPresent())) {
                keys.problem(
                        "accounts",
                        "gives '" + other.name() + "' and '" + account.name() + "' the address '" + address
                                + "'; AWS allows each address once, ignoring case");
            }
        }
    }

    private static Set<String> union(Set<String> ours, Set<String> more) {
        var all = new LinkedHashSet<>(ours);
        all.addAll(more);
        return all;
    }
}
