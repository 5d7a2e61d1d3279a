package dev.holdfast.impact;

import java.util.Optional;

/**
 * What a policy pack says of a resource, or of the whole stack.
 *
 * @param policy the name of the policy
 * @param urn the resource; nothing where it is about the stack
 * @param kind whether it stops the update
 * @param message what is wrong, why, and how to mend it
 */
public record PolicyFinding(String policy, Optional<String> urn, Kind kind, String message) {
    /** What follows from a finding. */
    public enum Kind {
        /** The update may not happen. */
        MANDATORY,
        /** Somebody should look at it. */
        ADVISORY,
        /** The pack would change the resource. */
        REMEDIATED,
        /** The rule could not decide, for example because a value is known only when the update runs. */
        NOT_EVALUATED
    }
}
