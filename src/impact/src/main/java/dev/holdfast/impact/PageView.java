package dev.holdfast.impact;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the page's templates show.
 *
 * @param policy the page's Content-Security-Policy
 * @param graphs of the stacks in which a stateful resource changes
 * @param operations what happens to a resource, by its URN
 */
record PageView(
        Impact impact,
        String style,
        String script,
        String policy,
        List<Graph> graphs,
        Map<String, Operation> operations) {
    private static final int FIRST = 8;

    static PageView of(Impact impact, String style, String script, String policy, List<Graph> graphs) {
        var operations = impact.stacks().stream()
                .flatMap(stack -> stack.changes().stream())
                .collect(Collectors.toMap(ResourceChange::urn, ResourceChange::operation, (first, second) -> first));
        return new PageView(impact, style, script, policy, graphs, operations);
    }

    String verdict() {
        return Wording.verdict(impact);
    }

    boolean allowed() {
        return impact.allowed() && !impact.stacks().isEmpty();
    }

    boolean quiet() {
        return impact.stacks().stream()
                .allMatch(stack -> stack.failure().isEmpty()
                        && stack.changes().isEmpty()
                        && stack.policies().isEmpty());
    }

    List<InStack<Refusal>> refusals() {
        return InStack.each(impact, StackImpact::refusals);
    }

    /** Those that everybody sees. */
    List<InStack<Refusal>> firstRefusals() {
        return refusals().stream().limit(FIRST).toList();
    }

    /** Those that open on a click. */
    List<InStack<Refusal>> moreRefusals() {
        return refusals().stream().skip(FIRST).toList();
    }

    List<InStack<Approved>> approvals() {
        return InStack.each(impact, StackImpact::approvals);
    }

    List<InStack<String>> unused() {
        return InStack.each(impact, StackImpact::unused);
    }

    /** The worst first. */
    List<InStack<ResourceChange>> stateful() {
        return InStack.each(impact, StackImpact::changes).stream()
                .filter(change -> change.what().stateful())
                .sorted(Comparator.comparing(change -> Severity.of(change.what())))
                .toList();
    }

    /** The worst first. */
    List<ResourceChange> others(StackImpact stack) {
        return stack.changes().stream()
                .filter(change -> !change.stateful())
                .sorted(Comparator.comparing(Severity::of))
                .toList();
    }

    List<InStack<Ripple>> ripples() {
        return InStack.each(impact, StackImpact::ripples).stream()
                .filter(ripple -> !ripple.what().reached().isEmpty())
                .toList();
    }

    /** What gets wider first. */
    List<InStack<SecurityChange>> security() {
        return InStack.each(impact, StackImpact::security).stream()
                .sorted(Comparator.comparing(change -> !change.what().widens()))
                .toList();
    }

    List<InStack<Migration>> migrations() {
        return InStack.each(impact, StackImpact::migrations);
    }

    List<InStack<PolicyFinding>> policies(PolicyFinding.Kind kind) {
        return InStack.each(impact, StackImpact::policies).stream()
                .filter(finding -> finding.what().kind() == kind)
                .toList();
    }

    /** The stacks of which there is something to say. */
    List<StackImpact> costs() {
        return impact.stacks().stream()
                .filter(stack -> !stack.cost().items().isEmpty()
                        || !stack.cost().unknown().isEmpty())
                .toList();
    }

    /** For the filter. */
    String operation(String urn) {
        var operation = operations.get(urn);
        return operation == null ? "unchanged" : Wording.past(operation);
    }

    String name(String urn) {
        return ResourceLabel.of(urn).name();
    }

    String type(String urn) {
        return ResourceLabel.of(urn).type();
    }

    String protectionAfter(ResourceChange change) {
        return Severity.staysWithPulumi(change.operation()) ? Wording.protection(change.after()) : "";
    }

    /** What protects it no longer, though it is still there. */
    String lost(ResourceChange change) {
        return Severity.staysWithPulumi(change.operation())
                ? String.join(", ", change.before().missingIn(change.after()))
                : "";
    }
}
