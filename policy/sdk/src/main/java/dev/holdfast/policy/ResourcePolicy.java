package dev.holdfast.policy;

/**
 * A rule about each resource by itself. It is asked before the resource is created or changed, with its inputs.
 *
 * <pre>{@code
 * public final class EncryptedDatabase implements ResourcePolicy {
 *     public PolicyMetadata metadata() {
 *         return PolicyMetadata.named("encrypted-database").description("Databases are encrypted.").build();
 *     }
 *
 *     public ResourceTypes types() {
 *         return ResourceTypes.of("aws:rds/instance:Instance");
 *     }
 *
 *     public void validate(PolicyResource database, Evaluation evaluation) {
 *         if (!database.property("storageEncrypted").isTrue()) {
 *             evaluation.violation("storageEncrypted is off");
 *         }
 *     }
 * }
 * }</pre>
 */
public non-sealed interface ResourcePolicy extends Policy {
    /** The types of the resources that it is about. */
    ResourceTypes types();

    /**
     * Judges one resource, and tells what is wrong with it.
     *
     * @throws NotEvaluatedException if it cannot decide, as reading an unknown value does
     */
    void validate(PolicyResource resource, Evaluation evaluation);

    /**
     * Changes a resource so that it complies. It is asked before {@link #validate} where the level is {@link
     * EnforcementLevel#REMEDIATE}; what it leaves as it was, is judged as it is.
     */
    default void remediate(Remediation remediation) {}
}
