package dev.holdfast.sandbox.cloud;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A member account: made once, moved between units, and closed rather than deleted. */
final class AccountBehaviour implements Behaviour {
    /** When it was closed; AWS lists it for 90 days more. */
    static final String CLOSED_AT = "_closedAt";

    private final Organizations organizations;
    private final Circumstances circumstances;

    AccountBehaviour(Organizations organizations, Circumstances circumstances) {
        this.organizations = organizations;
        this.circumstances = circumstances;
    }

    @Override
    public Map<String, Object> create(Resource resource, Report report) {
        Organizations.refuseMember(resource);
        var parent = resource.text("parentId").orElseGet(organizations::root);
        organizations.refuseParent(resource.with(Map.of("parentId", parent)), "DestinationParentNotFoundException");
        var others = organizations.accounts().stream()
                .filter(one -> !one.id().equals(resource.id()))
                .toList();
        sameEmail(resource, Stream.concat(others.stream(), organizations.standalone().stream()))
                .ifPresent(other -> {
                    throw new AwsException(
                            "EMAIL_ALREADY_EXISTS",
                            "the account cannot be created because its e-mail address "
                                    + resource.text("email").orElse("") + " is that of account " + other.id() + " ("
                                    + other.text("name").orElse("") + ", "
                                    + other.text("status").orElse("")
                                    + "); AWS never gives an address free, not even a closed account's");
                });
        refuseMoreThanTheQuota(others.size());
        var outputs = new HashMap<>(organizations.inOrganization(resource, "account"));
        outputs.put("parentId", parent);
        var lag = circumstances.lag();
        outputs.put(Organizations.WITHOUT_ROLE, !lag.equals("none"));
        if (lag.equals("activation")) {
            outputs.put("status", "PENDING_ACTIVATION");
        }
        return outputs;
    }

    /** A change of parent moves the account. Its name and address only a person changes. */
    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        organizations.refuseParent(after, "DestinationParentNotFoundException");
        var kept = new HashMap<String, Object>();
        for (var property : List.of("name", "email")) {
            before.text(property).ifPresent(value -> kept.put(property, value));
        }
        return kept;
    }

    /** The provider takes an account out of the organization, unless it may close it. */
    @Override
    public void delete(Resource resource, Report report) {
        if (!resource.flag("closeOnDeletion")) {
            throw new AwsException(
                    "ConstraintViolationException",
                    "The member account is missing one or more of the prerequisites required to operate as a"
                            + " standalone account. To keep account " + resource.id()
                            + " and forget it here: `pulumi state delete`, or retainOnDelete.");
        }
        refuseMoreClosuresThanTheQuota();
        organizations.put(resource.with(Map.of(CLOSED_AT, Instant.now().toString())));
        report.warn("account " + resource.id() + " is closed; its e-mail address stays used");
    }

    /** The provider asks AWS for a closure, whether there was one before or not. */
    @Override
    public void deleteAgain(Resource resource) {
        throw new AwsException(
                "AccountAlreadyClosedException",
                "You attempted to close an account that is already closed: " + resource.id() + ".");
    }

    void refuseMoreThanTheQuota(int others) {
        if (others + 2 > circumstances.quota(Circumstances.ACCOUNTS)) {
            throw new AwsException(
                    "ConstraintViolationException",
                    "ACCOUNT_NUMBER_LIMIT_EXCEEDED: You have exceeded the allowed number of AWS accounts, which is "
                            + circumstances.quota(Circumstances.ACCOUNTS)
                            + " with the management account and closed ones.");
        }
    }

    void refuseMoreClosuresThanTheQuota() {
        var begin = Instant.now().minus(30, ChronoUnit.DAYS);
        var closed = organizations.accounts().stream()
                .flatMap(account -> account.text(CLOSED_AT).stream())
                .filter(at -> Instant.parse(at).isAfter(begin))
                .count();
        if (closed >= circumstances.quota(Circumstances.CLOSURES)) {
            throw new AwsException(
                    "ConstraintViolationException",
                    "CLOSE_ACCOUNT_QUOTA_EXCEEDED: You have exceeded close account quota for the past 30 days.");
        }
    }

    private static Optional<Resource> sameEmail(Resource resource, Stream<Resource> others) {
        var email = resource.text("email").orElse("").toLowerCase(Locale.ROOT);
        return others.filter(other ->
                        other.text("email").orElse("").toLowerCase(Locale.ROOT).equals(email))
                .findFirst();
    }
}
