package dev.holdfast.policy.rules.deploy;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about whether what is declared can be deployed. */
public final class DeployabilityRules {
    private DeployabilityRules() {}

    public static List<Policy> all() {
        return List.of(
                new TaskPullsItsImage(),
                new TaskReadsItsSecrets(),
                new TaskWritesItsLogs(),
                new TaskReachesAws(),
                new TargetFitsContainer(),
                new FargateSizeIsSold(),
                new NameFits(),
                new ListenerRoutesAreClear());
    }
}
