package dev.holdfast.policy.rules.graph;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about who reaches what. */
public final class ReachabilityRules {
    private ReachabilityRules() {}

    public static List<Policy> all() {
        return List.of(ReachedByFew.database(), ReachedByFew.cache(), new InternetReachesLoadBalancerOnly());
    }
}
