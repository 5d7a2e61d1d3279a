package dev.holdfast.policy.rules.audit;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about what is recorded, and who is told. */
public final class AuditRules {
    private AuditRules() {}

    /** All of them. */
    public static List<Policy> all() {
        return List.of(
                new WholeOrganizationTrail(),
                new ValidatedTrail(),
                new TrailKey(),
                new WatchedTrail(),
                new TrailOfAllRegions(),
                new LogRetention(),
                new LogKey(),
                new AlarmTellsSomebody(),
                new TopicKey(),
                new TopicForUsOnly(),
                new TopicTlsOnly(),
                new TrailInArchive(),
                new TrailAlarms(),
                new ServiceAlarms(),
                new AccountBudget());
    }
}
