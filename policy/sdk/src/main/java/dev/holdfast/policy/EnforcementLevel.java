package dev.holdfast.policy;

/**
 * What a violation does to an update.
 *
 * <pre>{@code
 * PolicyMetadata.named("database-encrypted").level(EnforcementLevel.MANDATORY)
 * }</pre>
 *
 * @see <a href="https://www.pulumi.com/docs/insights/policy/">Pulumi: enforcement levels</a>
 */
public enum EnforcementLevel {
    /** It is shown, and the update goes on. */
    ADVISORY,
    /** The update is stopped. */
    MANDATORY,
    /** The rule changes the resource, so that it complies; what it cannot change, is stopped. */
    REMEDIATE,
    /** The rule does not run. */
    DISABLED
}
