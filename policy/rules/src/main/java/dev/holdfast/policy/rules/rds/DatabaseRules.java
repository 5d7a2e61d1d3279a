package dev.holdfast.policy.rules.rds;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about databases. */
public final class DatabaseRules {
    private DatabaseRules() {}

    /** All of them. */
    public static List<Policy> all() {
        return List.of(
                new PrivateDatabase(),
                new IsolatedDatabase(),
                new EncryptedDatabase(),
                new DatabaseDeletionProtection(),
                new FinalSnapshot(),
                new DatabaseBackups(),
                new TwoZonesDatabase(),
                new DatabaseLoginByIam(),
                new DatabaseLogs(),
                new TlsOnly(),
                new DatabaseMonitoring(),
                new DatabaseInsights(),
                new MinorUpgrades(),
                new TaggedSnapshots(),
                new MasterPassword(),
                new SupportedEngine(),
                new DatabaseInBackupPlan());
    }
}
