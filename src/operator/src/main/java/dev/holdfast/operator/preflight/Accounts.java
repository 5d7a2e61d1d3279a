package dev.holdfast.operator.preflight;

import static dev.holdfast.operator.preflight.Finding.advice;
import static dev.holdfast.operator.preflight.Finding.blocks;
import static dev.holdfast.operator.preflight.Finding.fine;

import dev.holdfast.operator.Aws;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AwsOrganizationsNotInUseException;
import software.amazon.awssdk.services.organizations.model.Organization;
import software.amazon.awssdk.services.organizations.model.OrganizationFeatureSet;

/** The organization as it is, beside the one that the configuration wants. */
final class Accounts {
    /** "Default maximum number of accounts": 10 or fewer for a new organization. */
    private static final Quota QUOTA = new Quota("organizations", "L-E619E033", Region.US_EAST_1);

    private static final String PENDING = "PENDING_ACTIVATION";

    private final OrganizationsClient organizations;
    private final Quotas quotas;
    private final String caller;
    private Optional<Organization> organization;
    private List<Account> existing;

    /**
     * An account that the configuration names.
     *
     * @param name its name
     * @param email its address
     * @param id the account that is taken over, if there is one
     */
    record Wanted(String name, String email, Optional<String> id) {
        private boolean is(Account account) {
            return id.map(account.id()::equals).orElseGet(() -> hasAddressOf(account));
        }

        private boolean hasAddressOf(Account account) {
            return email.equalsIgnoreCase(account.email());
        }
    }

    /** @param caller the id of the account whose credentials these are */
    Accounts(Aws aws, Quotas quotas, String caller) {
        organizations = aws.client(OrganizationsClient.builder(), Region.AWS_GLOBAL);
        this.quotas = quotas;
        this.caller = caller;
    }

    List<Question> questions(Optional<String> configuredId, List<Wanted> wanted) {
        return List.of(
                Question.of("Organization", "organizations:DescribeOrganization", () -> organization(configuredId)),
                new Question("Accounts", "organizations:ListAccounts", () -> addresses(wanted)),
                Question.of(
                        "Quota of accounts",
                        "servicequotas:GetServiceQuota and organizations:ListAccounts",
                        () -> quota(wanted)));
    }

    /** The organization that the credentials' account is in. */
    private synchronized Optional<Organization> organization() {
        if (organization == null) {
            try {
                organization = Optional.of(organizations.describeOrganization().organization());
            } catch (AwsOrganizationsNotInUseException none) {
                organization = Optional.empty();
            }
        }
        return organization;
    }

    /** Every account of it, also those that are closed. */
    synchronized List<Account> existing() {
        if (existing == null) {
            existing = organization().isEmpty()
                    ? List.of()
                    : organizations.listAccountsPaginator().stream()
                            .flatMap(page -> page.accounts().stream())
                            .toList();
        }
        return existing;
    }

    private Finding organization(Optional<String> configuredId) {
        var subject = "Organization";
        var found = organization();
        if (found.isEmpty()) {
            return configuredId
                    .map(id -> blocks(
                            subject,
                            "holdfast-organization:organizationId is '" + id + "', but account " + caller
                                    + " is in no organization",
                            "use credentials of that organization's management account, or remove the key to have one"
                                    + " created"))
                    .orElse(fine(
                            subject,
                            "none yet; the first update creates it, with account " + caller + " to manage it"));
        }
        var is = found.get();
        if (!is.masterAccountId().equals(caller)) {
            return blocks(
                    subject,
                    "account " + caller + " is a member of organization " + is.id() + ", which account "
                            + is.masterAccountId() + " manages",
                    "use credentials of account " + is.masterAccountId() + ", or of a new account of its own");
        }
        if (is.featureSet() != OrganizationFeatureSet.ALL) {
            return blocks(
                    subject,
                    is.id() + " has the feature set " + is.featureSetAsString()
                            + ", with which no policy can be attached",
                    "aws organizations enable-all-features");
        }
        if (configuredId.isEmpty()) {
            return advice(
                    subject,
                    is.id() + " exists already, and holdfast-organization:organizationId is not set",
                    """
                    fine if an update of this stack made it; else, to take it over as it is:
                    pulumi -C src/organization config set --stack management holdfast-organization:organizationId %s""".formatted(is.id()));
        }
        return configuredId.get().equals(is.id())
                ? fine(subject, is.id() + ", which the update takes over")
                : blocks(
                        subject,
                        "holdfast-organization:organizationId is '" + configuredId.get() + "', but account " + caller
                                + " manages " + is.id(),
                        "use credentials of the other one's management account, or set " + is.id());
    }

    private List<Finding> addresses(List<Wanted> wanted) {
        var subject = "Accounts";
        var problems = new ArrayList<Finding>();
        wanted.forEach(account -> problem(account).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            return problems;
        }
        var present = wanted.size() - missing(wanted);
        return List.of(fine(
                subject,
                wanted.size() + " wanted (" + wanted.stream().map(Wanted::name).collect(Collectors.joining(", "))
                        + "), " + present + " of them exist; no other account of the organization has one of their"
                        + " addresses"));
    }

    private Optional<Finding> problem(Wanted wanted) {
        var subject = "Account " + wanted.name();
        var found = find(wanted::is);
        if (found.isEmpty()) {
            return wanted.id()
                    .map(id -> blocks(
                            subject,
                            "its id is '" + id + "', but the organization has no such account",
                            "correct holdfast-organization:accounts, or invite the account first"))
                    .or(() -> namesake(wanted));
        }
        var account = found.get();
        if (state(account).equals(PENDING)) {
            return Optional.of(advice(
                    subject,
                    "AWS has not finished account " + account.id() + ", which is " + PENDING,
                    "wait some minutes; an update leaves out what belongs into it until then"));
        }
        if (closed(account)) {
            return Optional.of(blocks(
                    subject,
                    "account " + account.id() + " (" + account.name() + "), which has its address " + account.email()
                            + ", is " + state(account),
                    "choose another address, or have AWS Support reopen it within 90 days of its closure"));
        }
        return wanted.id().isPresent() || wanted.name().equals(account.name())
                ? Optional.empty()
                : Optional.of(blocks(
                        subject,
                        "its address " + wanted.email() + " is that of account " + account.id() + ", whose name is "
                                + account.name(),
                        "choose another template with holdfast-organization:email, or set the id of that account in"
                                + " holdfast-organization:accounts to take it over"));
    }

    private Optional<Finding> namesake(Wanted wanted) {
        return find(account -> wanted.name().equals(account.name()))
                .map(account -> advice(
                        "Account " + wanted.name(),
                        account.id() + " has that name, but the address " + account.email() + ", not " + wanted.email(),
                        "set its id in holdfast-organization:accounts to take it over; an update would create a second"
                                + " one"));
    }

    private Finding quota(List<Wanted> wanted) {
        var subject = "Quota of accounts";
        var closed = existing().stream().filter(Accounts::closed).count();
        var missing = missing(wanted);
        // The management account of a new organization is in no list yet.
        var have = Math.max(1, existing().size());
        var need = have + missing;
        var counted = have + " there" + (closed == 0 ? "" : " (" + closed + " of them closed)") + " and " + missing
                + " to create";
        var quota = quotas.value(QUOTA);
        return need <= quota
                ? fine(subject, counted + ", of " + quota)
                : blocks(
                        subject,
                        counted + " are more than the " + quota
                                + " that this organization may hold; closed accounts count"
                                + " for 90 days, and so do open invitations",
                        QUOTA.request(need));
    }

    private long missing(List<Wanted> wanted) {
        return wanted.stream().filter(account -> find(account::is).isEmpty()).count();
    }

    private Optional<Account> find(Predicate<Account> which) {
        return existing().stream().filter(which).findFirst();
    }

    /** Its state in AWS's words; {@code Status} is what AWS said before there was a {@code State}. */
    static String state(Account account) {
        return Optional.ofNullable(account.stateAsString()).orElse(account.statusAsString());
    }

    private static boolean closed(Account account) {
        return !Set.of("ACTIVE", PENDING).contains(state(account));
    }
}
