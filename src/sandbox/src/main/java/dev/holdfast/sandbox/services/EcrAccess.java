package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.services.SecurityTokens.Caller;
import java.util.Map;

/** Who may do what in which repository: an administrator everything, any other role what its own policies say. */
final class EcrAccess {
    private static final String POLICY = "aws:ecr/repositoryPolicy:RepositoryPolicy";

    private final Resources resources;
    private final Permissions permissions;

    EcrAccess(Resources resources) {
        this.resources = resources;
        permissions = new Permissions(resources);
    }

    /**
     * The repository of this name, once the caller may do this in it.
     *
     * @param registry the account whose repository it is
     * @throws AwsException if there is none, or the caller may not
     */
    Resource repository(Caller caller, String registry, String name, String action) {
        var repository = resources
                .in(registry, Repository.TYPE)
                .filter(one -> one.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        "RepositoryNotFoundException",
                        "The repository with name '" + name + "' does not exist in the registry with id '" + registry
                                + "'"));
        require(caller, action, repository.arn().orElseThrow());
        if (!caller.account().equals(registry) && !shared(repository, action)) {
            throw new AwsException(
                    "AccessDeniedException",
                    "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: "
                            + repository.arn().orElseThrow() + " because no resource-based policy allows the " + action
                            + " action");
        }
        return repository;
    }

    /** Refuses a role that may not do this. */
    void require(Caller caller, String action, String resource) {
        if (!Callers.isAdministrator(caller)) {
            permissions.require(caller, action, resource, caller.conditionKeys(Map.of()));
        }
    }

    /** Whether the repository's policy gives the action to other accounts; of its conditions none is asked. */
    private boolean shared(Resource repository, String action) {
        return resources
                .in(repository.account(), POLICY)
                .filter(one -> one.id().equals(repository.id()))
                .flatMap(policy -> policy.text("policy").stream())
                .anyMatch(document -> document.contains('"' + action + '"'));
    }
}
