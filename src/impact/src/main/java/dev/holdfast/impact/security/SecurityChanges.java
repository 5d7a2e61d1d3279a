package dev.holdfast.impact.security;

import dev.holdfast.impact.SecurityChange;
import java.util.Comparator;
import java.util.List;

/** All changes that matter to security: exposure first, and what opens before what closes. */
public final class SecurityChanges {
    private static final List<Inspection> INSPECTIONS = List.of(
            new SecurityGroupRules(),
            new Routes(),
            new PublicEndpoints(),
            new PublicAccessBlocks(),
            new Policies(),
            new Attachments(),
            new Encryption());

    private static final List<SecurityChange.Kind> WORST_FIRST = List.of(
            SecurityChange.Kind.EXPOSURE,
            SecurityChange.Kind.PERMISSION,
            SecurityChange.Kind.NETWORK,
            SecurityChange.Kind.ENCRYPTION);

    private SecurityChanges() {}

    /** What changes in these resources. */
    public static List<SecurityChange> of(List<Compared> resources, Referents referents) {
        return resources.stream()
                .flatMap(resource -> INSPECTIONS.stream()
                        .flatMap(inspection -> inspection.inspect(resource, referents.in(resource)).stream()))
                .sorted(Comparator.comparing((SecurityChange change) -> !change.widens())
                        .thenComparing(change -> WORST_FIRST.indexOf(change.kind())))
                .toList();
    }
}
