package dev.holdfast.policy.rules.backup;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about backups. */
public final class BackupRules {
    private BackupRules() {}

    /** All of them. */
    public static List<Policy> all() {
        return List.of(new VaultKey(), new CopiedBackups(), new LockedVault());
    }
}
