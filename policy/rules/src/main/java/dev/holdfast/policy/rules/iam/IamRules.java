package dev.holdfast.policy.rules.iam;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about who may do what. */
public final class IamRules {
    private IamRules() {}

    public static List<Policy> all() {
        return List.of(
                new NoAdministratorStatement(),
                new NoServiceWildcard(),
                new NoUsers(),
                new NarrowTrust(),
                new ProductionDeploysReleases(),
                new NarrowPassRole(),
                new NarrowDecrypt(),
                new RoleBoundary(),
                new SeparatePermissions(),
                new SeparateTaskRoles(),
                new NoAdministratorAttachment());
    }
}
