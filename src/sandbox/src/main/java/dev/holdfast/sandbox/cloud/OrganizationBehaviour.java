package dev.holdfast.sandbox.cloud;

import java.util.Map;
import java.util.stream.Stream;

/** An organization: there is one, and it knows its accounts. */
final class OrganizationBehaviour implements Behaviour {
    private final Resources resources;
    private final Organizations organizations;

    OrganizationBehaviour(Resources resources, Organizations organizations) {
        this.resources = resources;
        this.organizations = organizations;
    }

    @Override
    public Map<String, Object> create(Resource resource, Report report) {
        Organizations.refuseMember(resource);
        resources.all(Organizations.ORGANIZATION).stream()
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
        var accounts = organizations.accounts();
        if (!accounts.isEmpty()) {
            throw new AwsException(
                    "OrganizationNotEmptyException",
                    "To delete the organization you must first remove all member accounts (except the master): "
                            + accounts.stream().map(Resource::id).toList());
        }
    }

    @Override
    public Map<String, Object> read(Resource resource) {
        var members = organizations.accounts().stream()
                .map(OrganizationBehaviour::summary)
                .toList();
        var own = Map.<String, Object>of(
                "id",
                Organizations.MANAGEMENT_ACCOUNT,
                "arn",
                "arn:aws:organizations::" + Organizations.MANAGEMENT_ACCOUNT + ":account/" + resource.id() + "/"
                        + Organizations.MANAGEMENT_ACCOUNT,
                "name",
                "management",
                "email",
                resource.text("masterAccountEmail").orElse(""),
                "status",
                "ACTIVE");
        return Map.of(
                "nonMasterAccounts",
                members,
                "accounts",
                Stream.concat(Stream.of(own), members.stream()).toList());
    }

    private static Map<String, Object> summary(Resource account) {
        return Map.of(
                "id", account.id(),
                "arn", account.arn().orElse(""),
                "name", account.text("name").orElse(""),
                "email", account.text("email").orElse(""),
                "status", account.text("status").orElse(""));
    }
}
