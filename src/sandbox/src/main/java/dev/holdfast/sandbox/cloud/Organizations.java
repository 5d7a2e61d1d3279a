package dev.holdfast.sandbox.cloud;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * AWS Organizations: the organization, its units and accounts. What it holds outlives the Pulumi resources: a closed
 * account keeps its number, its e-mail address and its place.
 */
public final class Organizations {
    /** The account that everything starts from; its credentials are the provider's default ones. */
    public static final String MANAGEMENT_ACCOUNT = "100000000000";

    static final String ORGANIZATION = "aws:organizations/organization:Organization";
    static final String UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
    static final String ACCOUNT = "aws:organizations/account:Account";
    private static final String ROOT_ACCESS = "aws:iam/organizationsFeatures:OrganizationsFeatures";
    private static final String CONTACT = "aws:account/alternativeContact:AlternativeContact";
    private static final String ROLE = "aws:iam/role:Role";
    /** What Organizations names the role in a new account. */
    static final String ACCESS_ROLE = "OrganizationAccountAccessRole";
    /** Marks an account in which the role is not there: yet, or because it came by invitation. */
    static final String WITHOUT_ROLE = "_withoutRole";

    private final Resources resources;
    private final Circumstances circumstances;
    private final AccountBehaviour account;

    /** Opens what an earlier run left. */
    public Organizations(Resources resources) {
        this.resources = resources;
        this.circumstances = new Circumstances(resources);
        this.account = new AccountBehaviour(this, circumstances);
    }

    /** What a person does by hand. */
    OrganizationConsole console() {
        return new OrganizationConsole(resources, this, circumstances, account);
    }

    /** Keeps the newest form of something. */
    void put(Resource resource) {
        resources.put(resource);
    }

    /** What happens to its resources. */
    public Map<String, Behaviour> behaviours() {
        var behaviours = new HashMap<String, Behaviour>(Map.of(
                ORGANIZATION,
                new OrganizationBehaviour(resources, this),
                UNIT,
                new UnitBehaviour(resources, this),
                ACCOUNT,
                account,
                ROOT_ACCESS,
                new RootAccess(this),
                CONTACT,
                new AlternateContact(this)));
        behaviours.putAll(new OrganizationPolicies(resources, this).behaviours());
        return Map.copyOf(behaviours);
    }

    /** All accounts, closed ones too. */
    public List<Resource> accounts() {
        return resources.all(ACCOUNT);
    }

    /** Whether an account is in the organization and can be worked in. */
    boolean has(String account) {
        return account.equals(MANAGEMENT_ACCOUNT)
                || accounts().stream()
                        .filter(one -> one.id().equals(account))
                        .anyMatch(one ->
                                one.text("status").filter("ACTIVE"::equals).isPresent());
    }

    /**
     * Refuses what a service may do in the organization only if it has access to it.
     *
     * @throws AwsException with this code and message, or if there is no organization
     */
    void refuseWithoutAccess(String service, String code, String message) {
        if (!organization().texts("awsServiceAccessPrincipals").contains(service)) {
            throw new AwsException(code, message);
        }
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
                .filter(one -> !one.flag(WITHOUT_ROLE))
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

    /** The id of its root. */
    String root() {
        return organization().objects("roots").get(0).get("id").toString();
    }

    /** Refuses a parent that is neither the root nor a unit. */
    void refuseParent(Resource resource, String code) {
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

    /** The ARN of what lies in the organization. */
    Map<String, Object> inOrganization(Resource resource, String kind) {
        var arn = "arn:aws:organizations::" + MANAGEMENT_ACCOUNT + ":" + kind + "/"
                + organization().id() + "/";
        return Map.of("arn", arn + resource.id());
    }
}
