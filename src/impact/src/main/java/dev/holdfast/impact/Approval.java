package dev.holdfast.impact;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody allows what the gate would refuse, until a day: an entry of {@code approvals.yaml}.
 *
 * @param urn the resource, in full: an approval for one stack is none for another
 * @param operation {@code delete}, {@code replace}, {@code unprotect} or {@code violate}
 * @param rule the policy's name, for {@code violate} only
 * @param reason why it may happen, for whoever reads it later
 * @param expires the last day on which it counts
 */
public record Approval(String urn, String operation, Optional<String> rule, String reason, LocalDate expires) {
    /** Whether it no longer counts on a day. */
    public boolean expired(LocalDate today) {
        return today.isAfter(expires);
    }

    /** What it allows, in the words of a message. */
    String what() {
        return operation + rule.map(name -> " " + name).orElse("") + " of " + urn;
    }
}
