package dev.holdfast.policy.rules.kms;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about keys. */
public final class KeyRules {
    private KeyRules() {}

    /** All of them. */
    public static List<Policy> all() {
        return List.of(new RotatedKey(), new LateDeletion(), new OwnPeopleOnly());
    }
}
