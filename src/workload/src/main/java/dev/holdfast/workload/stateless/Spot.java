package dev.holdfast.workload.stateless;

import com.pulumi.aws.ecs.inputs.ServiceCapacityProviderStrategyArgs;
import java.util.List;

/**
 * Which tasks run on Fargate Spot: capacity that costs about 70 percent less, that AWS may take back two minutes after it
 * says so, and that it may not have when a task is to start.
 */
public enum Spot {
    /** None. */
    NONE,
    /** Three of four tasks that autoscaling starts beyond the minimum, which itself is never taken back. */
    BEYOND_MINIMUM,
    /** Every one: for what nobody is waiting for. */
    ALL;

    private static final String FARGATE = "FARGATE";
    private static final String FARGATE_SPOT = "FARGATE_SPOT";

    /** The capacity providers that a cluster needs for all of them, so that a change of mind is none of the cluster's. */
    public static List<String> capacityProviders() {
        return List.of(FARGATE, FARGATE_SPOT);
    }

    /** How ECS chooses for a service of at least so many tasks. A provider of weight 0 gets none, even with a base. */
    List<ServiceCapacityProviderStrategyArgs> strategy(int minimum) {
        return switch (this) {
            case NONE -> List.of(provider(FARGATE, 0, 1));
            case BEYOND_MINIMUM -> List.of(provider(FARGATE, minimum, 1), provider(FARGATE_SPOT, 0, 3));
            case ALL -> List.of(provider(FARGATE_SPOT, 0, 1));
        };
    }

    private static ServiceCapacityProviderStrategyArgs provider(String name, int base, int weight) {
        return ServiceCapacityProviderStrategyArgs.builder()
                .capacityProvider(name)
                .base(base)
                .weight(weight)
                .build();
    }
}
