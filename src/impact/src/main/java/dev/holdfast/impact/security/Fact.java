package dev.holdfast.impact.security;

import dev.holdfast.impact.SecurityChange;
import dev.holdfast.impact.SecurityChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Something that holds of a resource as it is declared, and that matters to its security.
 *
 * @param kind of what
 * @param opens whether somebody may do or reach more because of it; else it holds somebody back
 * @param now what to say when it comes to hold
 * @param gone what to say when it no longer does
 */
record Fact(Kind kind, boolean opens, String now, String gone) {
    /** What an update changes: facts that come to hold, and those that no longer do. */
    static List<SecurityChange> compare(String urn, Set<Fact> before, Set<Fact> after) {
        var changes = new ArrayList<SecurityChange>();
        after.stream()
                .filter(fact -> !before.contains(fact))
                .forEach(fact -> changes.add(new SecurityChange(urn, fact.kind, fact.opens, fact.now)));
        before.stream()
                .filter(fact -> !after.contains(fact))
                .forEach(fact -> changes.add(new SecurityChange(urn, fact.kind, !fact.opens, fact.gone)));
        return changes;
    }
}
