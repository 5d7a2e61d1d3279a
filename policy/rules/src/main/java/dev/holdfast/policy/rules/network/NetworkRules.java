package dev.holdfast.policy.rules.network;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about networks and security groups. */
public final class NetworkRules {
    private NetworkRules() {}

    public static List<Policy> all() {
        return List.of(
                new OpenToInternet(),
                new NoRemoteAccess(),
                new DatabaseIngress(),
                new DescribedRule(),
                new SeparateRules(),
                new NarrowEgress(),
                new VpcFlowLog(),
                new AdoptedDefaultGroup(),
                new PrivateSubnet(),
                new VpcEndpoints(),
                new ClosedAccounts(),
                new ClosedRemoteAccess(),
                new EmptyDefaultGroup());
    }
}
