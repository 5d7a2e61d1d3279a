package dev.holdfast.workload.stateless;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;

/**
 * How an environment's services are run and looked into.
 *
 * @param containerInsights {@code containerInsights}: what CloudWatch measures, at a price: {@code disabled},
 *     {@code enabled} for each service, {@code enhanced} for each task and container as well
 * @param spot {@code spot}: {@code none}, {@code beyond-minimum} or {@code all}
 * @param exec {@code exec}: whether a person may run commands in a task
 */
public record ServicesProfile(ContainerInsights containerInsights, Spot spot, boolean exec) {
    /** What CloudWatch measures of a cluster, in the words of ECS. */
    public enum ContainerInsights {
        DISABLED,
        ENABLED,
        ENHANCED
    }

    /** The profile of an environment, with what its configuration says otherwise; problems are noted there. */
    public static ServicesProfile read(Environment environment, Configuration keys) {
        var usual = of(environment.kind());
        return new ServicesProfile(
                keys.choice("containerInsights", ContainerInsights.class, usual.containerInsights()),
                keys.choice("spot", Spot.class, usual.spot()),
                keys.flag("exec", usual.exec()));
    }

    private static ServicesProfile of(Environment.Kind kind) {
        return switch (kind) {
            case REVIEW, DEVELOPMENT -> new ServicesProfile(ContainerInsights.DISABLED, Spot.ALL, true);
            case STAGING -> new ServicesProfile(ContainerInsights.ENABLED, Spot.NONE, false);
            case PRODUCTION -> new ServicesProfile(ContainerInsights.ENHANCED, Spot.NONE, false);
        };
    }
}
