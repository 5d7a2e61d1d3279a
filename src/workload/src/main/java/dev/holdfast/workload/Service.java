package dev.holdfast.workload;

import dev.holdfast.conventions.Names;
import dev.holdfast.workload.stateless.LoadBalancer.Route;
import dev.holdfast.workload.stateless.LoadBalancer.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A service of the system: what its configuration keys, its security group and its target are made from.
 *
 * @param name its own, its image's, its container's and its target's; its keys begin with it
 * @param port where it listens
 * @param healthCheck the class in its image that exits with 0 while it is alive
 * @param paths which paths the load balancer sends to it; none for the one service that answers all others
 * @param reaches where it may connect to, beside AWS: other services by their names, and
 *     {@link dev.holdfast.workload.stateless.SecurityGroups#DATABASE}
 */
record Service(String name, int port, String healthCheck, Optional<Paths> paths, Set<String> reaches) {
    /** The path in each service that answers 200 when a task can take requests. */
    private static final String READY = "/health/ready";

    /**
     * The paths of a service.
     *
     * @param priority the place among the load balancer's rules: each has its own, the lowest is asked first
     * @param patterns such as {@code /api/*}
     */
    record Paths(int priority, List<String> patterns) {
        Paths {
            patterns = List.copyOf(patterns);
        }
    }

    Service {
        reaches = Set.copyOf(reaches);
    }

    Target target(Names names) {
        return new Target(name, names.brief(name), port, READY);
    }

    Optional<Route> route(Names names) {
        return paths.map(some -> new Route(target(names), some.priority(), some.patterns()));
    }
}
