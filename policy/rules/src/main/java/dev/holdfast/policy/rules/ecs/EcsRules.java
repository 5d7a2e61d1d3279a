package dev.holdfast.policy.rules.ecs;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about clusters, services and tasks. */
public final class EcsRules {
    private EcsRules() {}

    public static List<Policy> all() {
        return List.of(
                new ContainerInsights(),
                new NoPublicTaskAddress(),
                new CurrentFargatePlatform(),
                new SafeDeployment(),
                new AwaitedDeployment(),
                new OwnNetworkOfTask(),
                new UnprivilegedContainer(),
                new ReadOnlyContainer(),
                new ContainerWithoutRoot(),
                new ContainerLogs(),
                new NoSecretsInTaskEnvironment(),
                new PinnedImage());
    }
}
