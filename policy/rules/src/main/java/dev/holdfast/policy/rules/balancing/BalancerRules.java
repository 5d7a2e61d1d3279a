package dev.holdfast.policy.rules.balancing;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about load balancers. */
public final class BalancerRules {
    private BalancerRules() {}

    public static List<Policy> all() {
        return List.of(
                new InvalidHeadersDropped(),
                new BalancerAccessLogs(),
                new BalancerDeletionProtection(),
                new BalancerInTwoZones(),
                new DesyncMitigation(),
                new WebFirewall(),
                new HttpOnlyRedirects(),
                new CurrentTls(),
                new HealthyTargets());
    }
}
