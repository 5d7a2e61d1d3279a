package dev.holdfast.policy;

/**
 * How bad a violation is, whatever it does to the update.
 *
 * <pre>{@code
 * PolicyMetadata.named("database-public").severity(Severity.CRITICAL)
 * }</pre>
 */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
