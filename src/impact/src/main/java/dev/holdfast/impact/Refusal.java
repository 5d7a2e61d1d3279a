package dev.holdfast.impact;

import java.util.Optional;

/**
 * Why the gate refuses an update.
 *
 * @param urn the resource
 * @param operation what must not happen to it, in the words of {@code approvals.yaml}: {@code delete}, {@code replace},
 *     {@code unprotect}, or {@code violate} for a mandatory rule
 * @param why in words: what would be lost, and what it means that it is so
 * @param next what to do
 * @param rule the policy's name, for {@code violate} only
 */
public record Refusal(String urn, String operation, String why, String next, Optional<String> rule) {
    /** Of anything but a rule. */
    public Refusal(String urn, String operation, String why, String next) {
        this(urn, operation, why, next, Optional.empty());
    }
}
