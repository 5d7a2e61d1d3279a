package dev.holdfast.impact;

import java.time.LocalDate;

/**
 * What the gate would have refused, had somebody not approved it.
 *
 * @param urn the resource
 * @param operation as in {@link Refusal}
 * @param reason of the approval
 * @param expires the last day on which it counts
 */
public record Approved(String urn, String operation, String reason, LocalDate expires) {}
