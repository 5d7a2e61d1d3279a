package dev.holdfast.sandbox.cloud;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a person does in the console of AWS, or on its sign-up pages, and what AWS does in its own time. None of it comes
 * from Pulumi.
 */
final class OrganizationConsole {
    private static final String INVITED = "_invited";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<String> LAGS = Set.of("none", "role", "activation");
    private static final int GRACE_DAYS = 90;

    private final Resources resources;
    private final Organizations organizations;
    private final Circumstances circumstances;
    private final AccountBehaviour behaviour;

    OrganizationConsole(
            Resources resources, Organizations organizations, Circumstances circumstances, AccountBehaviour behaviour) {
        this.resources = resources;
        this.organizations = organizations;
        this.circumstances = circumstances;
        this.behaviour = behaviour;
    }

    /**
     * Does it.
     *
     * @return what came of it, such as an id
     * @throws AwsException if AWS refuses it
     */
    String act(String action, List<String> arguments) {
        return switch (action) {
            case "create-organization" -> createOrganization();
            case "create-account" -> createAccount(arguments.get(0), arguments.get(1));
            case "sign-up" -> signUp(arguments.get(0), arguments.get(1));
            case "invite" -> invite(arguments.get(0));
            case "accept" -> accept(arguments.get(0));
            case "create-access-role" -> createAccessRole(arguments.get(0));
            case "rename-account" -> rename(arguments.get(0), arguments.get(1));
            case "close-account" -> close(arguments.get(0));
            case "reopen-account" -> reopen(arguments.get(0));
            case "quota" -> quota(arguments.get(0), Integer.parseInt(arguments.get(1)));
            case "lag" -> lag(arguments.get(0));
            case "confirm" -> confirm(arguments.get(0));
            case "days-later" -> daysLater(Integer.parseInt(arguments.get(0)));
            default -> throw invalid("the console has no '" + action + "'");
        };
    }

    private String createOrganization() {
        var id = "o-" + random("abcdefghijklmnopqrstuvwxyz", 10);
        var management = Organizations.MANAGEMENT_ACCOUNT;
        var root = Map.of(
                "id",
                "r-hf01",
                "name",
                "Root",
                "arn",
                "arn:aws:organizations::" + management + ":root/" + id + "/r-hf01",
                "policyTypes",
                List.of());
        var inputs = Map.<String, Object>of("featureSet", "ALL");
        var outputs = new HashMap<>(inputs);
        outputs.putAll(Map.of(
                "arn",
                "arn:aws:organizations::" + management + ":organization/" + id,
                "masterAccountArn",
                "arn:aws:organizations::" + management + ":account/" + id + "/" + management,
                "masterAccountEmail",
                "management@example.com",
                "masterAccountId",
                management,
                "masterAccountName",
                "management",
                "roots",
                List.of(root)));
        var resource = new Resource(Organizations.ORGANIZATION, management, Resource.GLOBAL, id, inputs, outputs);
        var more = new OrganizationBehaviour(resources, organizations).create(resource, Report.NONE);
        resources.put(resource.with(more));
        return id;
    }

    private String createAccount(String name, String email) {
        var account = account(Organizations.ACCOUNT, name, email).with(Map.of("joinedMethod", "CREATED"));
        resources.put(account.with(behaviour.create(account, Report.NONE)));
        return account.id();
    }

    private String signUp(String name, String email) {
        var account = account(Organizations.STANDALONE, name, email);
        resources.put(account);
        return account.id();
    }

    private String invite(String id) {
        var account = standalone(id);
        behaviour.refuseMoreThanTheQuota(organizations.accounts().size());
        resources.put(account.with(Map.of(INVITED, true)));
        return "account " + id + " is invited to "
                + organizations.organization().id();
    }

    private String accept(String id) {
        var account = standalone(id);
        if (!account.flag(INVITED)) {
            throw invalid("account " + id + " has no invitation; ./sandbox console invite " + id);
        }
        var member = account(
                        Organizations.ACCOUNT,
                        account.text("name").orElseThrow(),
                        account.text("email").orElseThrow())
                .with(Map.of("joinedMethod", "INVITED", "parentId", organizations.root()));
        var joined =
                new Resource(member.type(), member.account(), member.region(), id, member.inputs(), member.outputs());
        var withoutRole =
                !account.outputs().containsKey(Organizations.WITHOUT_ROLE) || account.flag(Organizations.WITHOUT_ROLE);
        resources.put(joined.with(organizations.inOrganization(joined, "account"))
                .with(Map.of(Organizations.WITHOUT_ROLE, withoutRole)));
        resources.remove(account);
        return "account " + id + " is in " + organizations.organization().id() + ", in its root";
    }

    private String createAccessRole(String id) {
        var account = organizations.standalone().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseGet(() -> member(id));
        resources.put(account.with(Map.of(Organizations.WITHOUT_ROLE, false)));
        return "arn:aws:iam::" + id + ":role/" + Organizations.ACCESS_ROLE;
    }

    private String rename(String which, String name) {
        var account = member(which);
        resources.put(account.with(Map.of("name", name)));
        return "account " + account.id() + " is now called " + name;
    }

    private String close(String which) {
        var account = member(which);
        if (account.text("status").filter("SUSPENDED"::equals).isPresent()) {
            behaviour.deleteAgain(account);
        }
        behaviour.refuseMoreClosuresThanTheQuota();
        resources.put(account.with(Map.of(
                "status", "SUSPENDED", AccountBehaviour.CLOSED_AT, Instant.now().toString())));
        return "account " + account.id() + " is closed; AWS lists it for " + GRACE_DAYS + " days more";
    }

    /** What AWS Support does within the 90 days. */
    private String reopen(String which) {
        var account = member(which);
        var outputs = new HashMap<>(account.outputs());
        outputs.remove(AccountBehaviour.CLOSED_AT);
        outputs.put("status", "ACTIVE");
        resources.put(new Resource(
                account.type(), account.account(), account.region(), account.id(), account.inputs(), outputs));
        return "account " + account.id() + " is open again";
    }

    private String quota(String name, int value) {
        if (!Circumstances.quotas().contains(name)) {
            throw invalid("'" + name + "' is no quota, allowed are " + String.join(", ", Circumstances.quotas()));
        }
        circumstances.set(name, value);
        return "the quota " + name + " is " + value;
    }

    /** With nothing lagging any more, what lagged before is there too. */
    private String lag(String what) {
        if (!LAGS.contains(what)) {
            throw invalid("'" + what + "' is nothing that can lag, allowed are "
                    + LAGS.stream().sorted().toList());
        }
        circumstances.set(Circumstances.LAG, what);
        if (what.equals("none")) {
            organizations.accounts().stream()
                    .filter(account -> account.text("joinedMethod")
                            .filter("CREATED"::equals)
                            .isPresent())
                    .forEach(account -> resources.put(account.with(Map.of(
                            Organizations.WITHOUT_ROLE,
                            false,
                            "status",
                            account.text("status")
                                    .map(status -> status.replace("PENDING_ACTIVATION", "ACTIVE"))
                                    .orElse("ACTIVE")))));
        }
        return "new accounts lack: " + what;
    }

    /** In the mail that SNS sent, not in the console; Pulumi finds it at the next refresh. */
    private String confirm(String email) {
        var asked = resources.all().stream()
                .filter(one -> one.type().equals("aws:sns/topicSubscription:TopicSubscription"))
                .filter(one -> one.text("endpoint").filter(email::equals).isPresent())
                .toList();
        if (asked.isEmpty()) {
            throw invalid("SNS has asked nobody at '" + email + "'");
        }
        asked.forEach(one -> resources.put(one.with(Map.of("pendingConfirmation", false))));
        return email + " agreed to the mails of "
                + asked.stream()
                        .map(one -> one.text("topic").orElse(""))
                        .sorted()
                        .toList();
    }

    private String daysLater(int days) {
        var now = Instant.now();
        for (var account : organizations.accounts()) {
            var closedAt = account.text(AccountBehaviour.CLOSED_AT).map(Instant::parse);
            if (closedAt.isPresent()) {
                var then = closedAt.get().minus(days, ChronoUnit.DAYS);
                if (Duration.between(then, now).toDays() >= GRACE_DAYS) {
                    resources.remove(account);
                } else {
                    resources.put(account.with(Map.of(AccountBehaviour.CLOSED_AT, then.toString())));
                }
            }
        }
        return days + " days later AWS lists "
                + organizations.accounts().stream()
                        .map(account -> account.text("name").orElse("") + " ("
                                + account.text("status").orElse("") + ")")
                        .sorted()
                        .toList();
    }

    private Resource member(String which) {
        var accounts = organizations.accounts().stream()
                .filter(account -> account.id().equals(which)
                        || account.text("name").filter(which::equals).isPresent())
                .toList();
        if (accounts.size() != 1) {
            throw invalid("the organization has " + accounts.size() + " accounts '" + which
                    + "'; ./sandbox status lists them with their ids");
        }
        return accounts.get(0);
    }

    private Resource standalone(String id) {
        return organizations.standalone().stream()
                .filter(account -> account.id().equals(id))
                .findFirst()
                .orElseThrow(() -> invalid("there is no account " + id
                        + " outside the organization; ./sandbox console sign-up <name> <email> makes one"));
    }

    private static Resource account(String type, String name, String email) {
        var inputs = Map.<String, Object>of("name", name, "email", email.toLowerCase(Locale.ROOT), "parentId", "");
        var outputs = new HashMap<String, Object>(inputs);
        outputs.remove("parentId");
        outputs.put("status", "ACTIVE");
        outputs.put(
                "joinedTimestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        outputs.put("tags", Map.of());
        return new Resource(
                type,
                Organizations.MANAGEMENT_ACCOUNT,
                Resource.GLOBAL,
                "2" + random("0123456789", 11),
                inputs,
                outputs);
    }

    private static String random(String letters, int length) {
        return RANDOM.ints(length, 0, letters.length())
                .mapToObj(index -> String.valueOf(letters.charAt(index)))
                .reduce("", String::concat);
    }

    private static AwsException invalid(String message) {
        return new AwsException("InvalidInputException", message);
    }
}
