package dev.holdfast.impact;

/**
 * A change of who may reach or do what.
 *
 * @param urn the resource that says so
 * @param kind of what
 * @param widens whether somebody may do or reach more afterwards
 * @param what the change, in words
 */
public record SecurityChange(String urn, Kind kind, boolean widens, String what) {
    /** Of what. */
    public enum Kind {
        /** Security groups, routes. */
        NETWORK,
        /** Roles, policies, what resources themselves allow. */
        PERMISSION,
        /** What everybody on the internet reaches. */
        EXPOSURE,
        /** Keys, and what is encrypted with which. */
        ENCRYPTION
    }
}
