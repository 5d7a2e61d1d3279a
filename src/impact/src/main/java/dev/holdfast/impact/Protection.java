package dev.holdfast.impact;

import java.util.Set;
import java.util.TreeSet;

/**
 * What protects a resource against its own deletion, in the terms of whoever protects it: {@code protect} and
 * {@code retainOnDelete} of Pulumi, {@code deletionProtection}, a final snapshot and the like of AWS.
 *
 * @param by the protections that are in force
 */
public record Protection(Set<String> by) {
    /** Of what does not exist, or is not protected. */
    public static final Protection NONE = new Protection(Set.of());

    public Protection {
        by = Set.copyOf(by);
    }

    /** What of this is missing in another one. */
    public Set<String> missingIn(Protection other) {
        var missing = new TreeSet<>(by);
        missing.removeAll(other.by);
        return missing;
    }
}
