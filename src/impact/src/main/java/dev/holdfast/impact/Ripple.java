package dev.holdfast.impact;

import java.util.List;

/**
 * Whom the change of a stateful resource reaches.
 *
 * @param urn the stateful resource
 * @param operation what happens to it
 * @param reached everything that depends on it, directly or through others, nearest first
 */
public record Ripple(String urn, Operation operation, List<Reached> reached) {
    public Ripple {
        reached = List.copyOf(reached);
    }

    /**
     * A dependant.
     *
     * @param urn the dependant
     * @param path from the stateful resource, which is first, to the dependant, which is last
     * @param changed whether the plan changes it as well
     */
    public record Reached(String urn, List<String> path, boolean changed) {
        public Reached {
            path = List.copyOf(path);
        }
    }
}
