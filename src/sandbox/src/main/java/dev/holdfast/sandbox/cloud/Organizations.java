package dev.holdfast.sandbox.cloud;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * AWS Organizations: the organization, its units and accounts. What it holds outlives the Pulumi resources: a closed
 * account keeps its number, its e-mail address and its place.
 */
public final class Organizations {
    /** The account that everything starts from; its credentials are the provider's default ones. */
    public static final String MANAGEMENT_ACCOUNT = "100000000000";

    private static final String ORGANIZATION = "aws:organizations/organization:Organization";
    private static final String UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
    private static final String ACCOUNT = "aws:organizations/account:Account";
    private static final String ROLE = "aws:iam/role:Role";
    /** What Organizations names the role in a new account. */
    private static final String ACCESS_ROLE = "OrganizationAccountAccessRole";
    /** AWS's default quota of accounts, the management account and closed ones included. */
    public static final int ACCOUNTS = 10;

    private final Resources resources;
    private final int quota;

    /** Opens what an earlier run left. */
    public Organizations(Resources resources) {
        this(resources, ACCOUNTS);
    }

    /** The same with another quota of accounts, as Service Quotas may grant it. */
    public Organizations(Resources resources, int quota) {
        this.resources = resources;
        this.quota = quota;
    }

    /** What happens to its resources. */
    public Map<String, Behaviour> behaviours() {
        var behaviours = new HashMap<String, Behaviour>(
                Map.of(ORGANIZATION, new OfOrganization(), UNIT, new OfUnit(), ACCOUNT, new OfAccount()));
        behaviours.putAll(new OrganizationPolicies(resources, this).behaviours());
        return Map.copyOf(behaviours);
    }

    /** All accounts, closed ones too. */
    public List<Resource> accounts() {
        return resources.all(ACCOUNT);
    }

    /** The id of the unit or root that an account is in, with the unit's name. */
    public String unit(Resource account) {
        var parent = account.text("parentId").orElse("");
        return resources.all(UNIT).stream()
                .filter(unit -> unit.id().equals(parent))
                .findFirst()
                .flatMap(unit -> unit.text("name"))
                .orElse("Root");
    }

    /**
     * Assumes a role with the credentials of the management account.
     *
     * @return the account that the role is in
     * @throws AwsException if there is no such role, or its account is closed
     */
    public String assume(String roleArn) {
        var parts = roleArn.split(":", 6);
        var account = parts.length == 6 ? parts[4] : "";
        var isAccessRole = accounts().stream()
                .filter(one -> one.id().equals(account))
                .filter(one -> one.text("status").filter("ACTIVE"::equals).isPresent())
                .anyMatch(one -> roleArn.equals("arn:aws:iam::" + account + ":role/"
                        + one.text("roleName").orElse(ACCESS_ROLE)));
        if (isAccessRole
                || resources.all(ROLE).stream()
                        .anyMatch(role -> role.arn().filter(roleArn::equals).isPresent())) {
            return account;
        }
        throw new AwsException("AccessDenied", """
                IAM Role (%1$s) cannot be assumed.

                There are a number of possible causes of this - the most common are:
                  * The credentials used in order to assume the role are invalid
                  * The credentials do not have appropriate permission to assume the role
                  * The role ARN is not valid

                Error: operation error STS: AssumeRole, api error AccessDenied: User: arn:aws:iam::%2$s:user/holdfast is \
                not authorized to perform: sts:AssumeRole on resource: %1$s""".formatted(roleArn, MANAGEMENT_ACCOUNT));
    }

    /** The organization; refuses what needs one where there is none. */
    Resource organization() {
        return resources.all(ORGANIZATION).stream()
                .findFirst()
                .orElseThrow(
                        () -> new AwsException(
                                "AWSOrganizationsNotInUseException",
                                "Your account is not a member of an organization. Create an aws.organizations.Organization first."));
    }

    /** Whether there is a root, a unit or an account of this id. */
    boolean contains(String id) {
        return id.equals(root())
                || Stream.concat(resources.all(UNIT).stream(), accounts().stream())
                        .anyMatch(one -> one.id().equals(id));
    }

    private String root() {
        return organization().objects("roots").get(0).get("id").toString();
    }

    private void refuseParent(Resource resource, String code) {
        var parent = resource.text("parentId").orElse("");
        var known = parent.equals(root())
                || resources.all(UNIT).stream().anyMatch(unit -> unit.id().equals(parent));
        if (!known) {
            throw new AwsException(code, "You specified parent '" + parent + "' that doesn't exist.");
        }
    }

    /** Refuses to do for another account what only the management account can do. */
    static void refuseMember(Resource resource) {
        if (!resource.account().equals(MANAGEMENT_ACCOUNT)) {
            throw new AwsException(
                    "AccessDeniedException",
                    "You don't have permissions to access this resource: " + resource.account()
                            + " is not the organization's management account, which is " + MANAGEMENT_ACCOUNT + ".");
        }
    }

    private Map<String, Object> inOrganization(Resource resource, String kind) {
        var arn = "arn:aws:organizations::" + MANAGEMENT_ACCOUNT + ":" + kind + "/"
                + organization().id() + "/";
        return Map.of("arn", arn + resource.id());
    }

    private static Map<String, Object> summary(Resource account) {
        return Map.of(
                "id", account.id(),
                "arn", account.arn().orElse(""),
                "name", account.text("name").orElse(""),
                "email", account.text("email").orElse(""),
                "status", account.text("status").orElse(""));
    }

    private final class OfOrganization implements Behaviour {
        @Override
        public Map<String, Object> create(Resource resource, Report report) {
            refuseMember(resource);
            resources.all(ORGANIZATION).stream()
                    .filter(other -> !other.id().equals(resource.id()))
                    .forEach(other -> {
                        throw new AwsException(
                                "AlreadyInOrganizationException",
                                "The AWS account is already a member of an organization. Import " + other.id()
                                        + " to manage it.");
                    });
            return read(resource);
        }

        @Override
        public Map<String, Object> update(Resource before, Resource after, Report report) {
            return read(after);
        }

        @Override
        public void delete(Resource resource, Report report) {
            if (!accounts().isEmpty()) {
                throw new AwsException(
                        "OrganizationNotEmptyException",
                        "To delete the organization you must first remove all member accounts (except the master): "
                                + accounts().stream().map(Resource::id).toList());
            }
        }

        @Override
        public Map<String, Object> read(Resource resource) {
            var members = accounts().stream().map(Organizations::summary).toList();
            var own = Map.of(
                    "id",
                    MANAGEMENT_ACCOUNT,
                    "arn",
                    "arn:aws:organizations::" + MANAGEMENT_ACCOUNT + ":account/" + resource.id() + "/"
                            + MANAGEMENT_ACCOUNT,
                    "name",
                    "management",
                    "email",
                    resource.text("masterAccountEmail").orElse(""),
                    "status",
                    "ACTIVE");
            var outputs = new HashMap<String, Object>();
            outputs.put("nonMasterAccounts", members);
            outputs.put(
                    "accounts", Stream.concat(Stream.of(own), members.stream()).toList());
            return outputs;
        }
    }

    private final class OfUnit implements Behaviour {
        @Override
        public Map<String, Object> create(Resource resource, Report report) {
            refuseMember(resource);
            refuseParent(resource, "ParentNotFoundException");
            return inOrganization(resource, "ou");
        }

        @Override
        public Map<String, Object> update(Resource before, Resource after, Report report) {
            return Map.of();
        }

        /** Closed accounts count too: they stay in their unit for 90 days. */
        @Override
        public void delete(Resource resource, Report report) {
            var children = Stream.concat(accounts().stream(), resources.all(UNIT).stream())
                    .filter(child ->
                            child.text("parentId").filter(resource.id()::equals).isPresent())
                    .map(child -> child.text("name").orElse(child.id()))
                    .toList();
            if (!children.isEmpty()) {
                throw new AwsException(
                        "OrganizationalUnitNotEmptyException",
                        "The specified OU is not empty: it has " + children
                                + ". Move all accounts to another root or to"
                                + " other OUs, remove all child OUs, and try the operation again.");
            }
        }
    }

    private final class OfAccount implements Behaviour {
        @Override
        public Map<String, Object> create(Resource resource, Report report) {
            refuseMember(resource);
            var placed =
                    resource.with(Map.of("parentId", resource.text("parentId").orElseGet(() -> root())));
            refuseParent(placed, "DestinationParentNotFoundException");
            var others = accounts().stream()
                    .filter(one -> !one.id().equals(resource.id()))
                    .toList();
            sameEmail(resource, others).ifPresent(other -> {
                throw new AwsException(
                        "EMAIL_ALREADY_EXISTS",
                        "the account cannot be created because its e-mail address "
                                + resource.text("email").orElse("") + " is that of account " + other.id() + " ("
                                + other.text("name").orElse("") + ", "
                                + other.text("status").orElse("")
                                + "); AWS never gives an address free, not even a closed account's");
            });
            if (others.size() + 2 > quota) {
                throw new AwsException(
                        "ConstraintViolationException",
                        "ACCOUNT_NUMBER_LIMIT_EXCEEDED: You have exceeded the allowed number of AWS accounts, which is "
                                + quota + " with the management account and closed ones.");
            }
            var outputs = new HashMap<>(inOrganization(resource, "account"));
            outputs.put("parentId", placed.text("parentId").orElseThrow());
            return outputs;
        }

        /** A change of parent moves the account. */
        @Override
        public Map<String, Object> update(Resource before, Resource after, Report report) {
            refuseParent(after, "DestinationParentNotFoundException");
            return Map.of();
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
            report.warn("account " + resource.id() + " is closed; its e-mail address stays used");
        }

        private Optional<Resource> sameEmail(Resource resource, List<Resource> others) {
            var email = resource.text("email").orElse("").toLowerCase(Locale.ROOT);
            return others.stream()
                    .filter(other -> other.text("email")
                            .orElse("")
                            .toLowerCase(Locale.ROOT)
                            .equals(email))
                    .findFirst();
        }
    }
}
