package dev.holdfast.policy.rules.state;

import dev.holdfast.policy.Policy;
import java.util.List;

/** The rules about everything that holds state. */
public final class StateRules {
    private StateRules() {}

    /** All of them. */
    public static List<Policy> all() {
        return List.of(
                new DefaultTags(),
                new HeldFast(),
                new ReviewGoesAtOnce(),
                new StatefulComponents(),
                new EncryptedState(),
                new DeletionProtectedState(),
                new RetainedState(),
                new BackedUpState());
    }
}
