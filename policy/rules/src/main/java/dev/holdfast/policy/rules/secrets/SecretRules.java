package dev.holdfast.policy.rules.secrets;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about secrets. */
public final class SecretRules {
    private SecretRules() {}

    /** All of them. */
    public static List<Policy> all() {
        return List.of(new SecretKey(), new SecretRotation(), new SecretRecovery());
    }
}
