package dev.holdfast.sandbox.cloud;

import java.util.Map;
import java.util.stream.Stream;

/** An organizational unit: it lies in the root or in another one, and goes only when it is empty. */
final class UnitBehaviour implements Behaviour {
    private final Resources resources;
    private final Organizations organizations;

    UnitBehaviour(Resources resources, Organizations organizations) {
        this.resources = resources;
        this.organizations = organizations;
    }

    @Override
    public Map<String, Object> create(Resource resource, Report report) {
        Organizations.refuseMember(resource);
        organizations.refuseParent(resource, "ParentNotFoundException");
        return organizations.inOrganization(resource, "ou");
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return Map.of();
    }

    /** Closed accounts count too: they stay in their unit for 90 days. */
    @Override
    public void delete(Resource resource, Report report) {
        var children = Stream.concat(organizations.accounts().stream(), resources.all(Organizations.UNIT).stream())
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
