package dev.holdfast.impact;

import dev.holdfast.conventions.Environment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether an update may happen. It refuses to lose what holds state, to weaken what protects it, and to break a
 * mandatory rule, unless that is approved. It compares what protects a resource before and after: the engine itself only
 * refuses to delete what is protected both in the state and in the program.
 */
final class Gate {
    private static final String LOST =
            "Find out what makes it so: its properties above. If it is meant, restore a backup of it"
                    + " once, beside it, and then approve of it in approvals.yaml.";
    private static final String WEAKENED =
            "Leave the protection as it is, or approve of `unprotect` in approvals.yaml, for this change alone.";

    private final String project;
    private final String stack;
    private final List<Approval> approvals;
    private final LocalDate today;
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Approved> approved = new ArrayList<>();
    private final Set<Approval> used = new LinkedHashSet<>();

    /**
     * What it comes to.
     *
     * @param refusals why the update may not happen
     * @param approved what would have been refused
     * @param unused approvals for this stack that the plan does not need, in words
     */
    record Decision(List<Refusal> refusals, List<Approved> approved, List<String> unused) {}

    private Gate(String project, String stack, List<Approval> approvals, LocalDate today) {
        this.project = project;
        this.stack = stack;
        this.approvals = approvals;
        this.today = today;
    }

    static Decision decide(
            String project,
            String stack,
            List<ResourceChange> changes,
            List<PolicyFinding> policies,
            Approvals approvals,
            LocalDate today) {
        var gate = new Gate(project, stack, approvals.of(project, stack), today);
        changes.forEach(gate::judge);
        policies.stream()
                .filter(finding -> finding.kind() == PolicyFinding.Kind.MANDATORY)
                .forEach(gate::judge);
        var unused = gate.approvals.stream()
                .filter(approval -> !gate.used.contains(approval))
                .map(approval ->
                        "the approval to " + approval.what() + (approval.expired(today) ? " has expired, and" : "")
                                + " is not needed by this plan; remove it from approvals.yaml once it has served")
                .toList();
        return new Decision(List.copyOf(gate.refusals), List.copyOf(gate.approved), unused);
    }

    private void judge(ResourceChange change) {
        // What a review stack holds is as short-lived as the stack.
        if (Environment.isReview(stack)) {
            return;
        }
        var gone = change.before().missingIn(change.after());
        switch (change.operation()) {
            case REPLACE -> replaced(change, gone);
            case DELETE -> deleted(change, gone);
            case FORGET -> forgotten(change);
            case UPDATE -> {
                if (!gone.isEmpty()) {
                    ask(change.urn(), "unprotect", "It would lose what protects it: " + list(gone) + ".", WEAKENED);
                }
            }
            case CREATE, IMPORT -> {
                // It had no protection here that it could lose.
            }
        }
    }

    private void replaced(ResourceChange change, Set<String> gone) {
        if (!gone.isEmpty() && (change.stateful() || gone.contains("protect"))) {
            both(change, "replace", gone);
        } else if (!gone.isEmpty()) {
            ask(
                    change.urn(),
                    "unprotect",
                    "Another one would take its place, without what protects it: " + list(gone) + ".",
                    WEAKENED);
        } else if (change.stateful()) {
            ask(
                    change.urn(),
                    "replace",
                    "Another one, empty, would take its place: what is in it does not move there."
                            + unprotected(change),
                    LOST);
        }
    }

    private void deleted(ResourceChange change, Set<String> gone) {
        if (change.before().by().contains("protect")) {
            both(change, "delete", Set.of("protect"));
        } else if (change.stateful()) {
            ask(change.urn(), "delete", "What is in it would be gone with it." + unprotected(change), LOST);
        } else if (!gone.isEmpty()) {
            ask(
                    change.urn(),
                    "unprotect",
                    "It would be deleted, and with it the protection that it gives: " + list(gone) + ".",
                    WEAKENED);
        }
    }

    private void forgotten(ResourceChange change) {
        if (change.before().by().contains("protect")) {
            both(change, "delete", Set.of("protect"));
        } else if (change.stateful()) {
            ask(
                    change.urn(),
                    "delete",
                    "Pulumi would forget it: it stays in AWS, but nothing here manages or protects it any more.",
                    "Keep declaring it, or approve of `delete` in approvals.yaml.");
        }
    }

    private void judge(PolicyFinding finding) {
        var urn = finding.urn()
                .orElse("urn:pulumi:" + stack + "::" + project + "::" + EngineEvents.STACK + "::" + project + "-"
                        + stack);
        ask(
                urn,
                "violate",
                Optional.of(finding.policy()),
                "It breaks " + finding.policy() + ": "
                        + finding.message().lines().findFirst().orElse("") + ".",
                "Mend it as the rule says. Where somebody answers for it: an exemption in policy/exemptions.yaml, until a day;"
                        + " or, for this change alone, `violate` in approvals.yaml.");
    }

    private void ask(String urn, String operation, String why, String next) {
        ask(urn, operation, Optional.empty(), why, next);
    }

    private void ask(String urn, String operation, Optional<String> rule, String why, String next) {
        var matching = approvals.stream()
                .filter(approval -> approval.urn().equals(urn)
                        && approval.operation().equals(operation)
                        && approval.rule().equals(rule))
                .toList();
        used.addAll(matching);
        matching.stream()
                .filter(approval -> !approval.expired(today))
                .findFirst()
                .ifPresentOrElse(
                        approval -> approved.add(new Approved(urn, operation, approval.reason(), approval.expires())),
                        () -> refusals.add(new Refusal(urn, operation, why + expired(matching), next, rule)));
    }

    /** What protects a thing is removed, and used, in one update: nobody could have looked at it in between. */
    private void both(ResourceChange change, String operation, Set<String> gone) {
        approvals.stream()
                .filter(approval -> approval.urn().equals(change.urn())
                        && (approval.operation().equals(operation)
                                || approval.operation().equals("unprotect")))
                .forEach(used::add);
        refusals.add(new Refusal(
                change.urn(),
                operation,
                "The same update would " + operation + " it and take its protection away (" + list(gone)
                        + "). No approval allows both at once.",
                "Make two changes of it: one that only removes the protection, approved as `unprotect`; when that is"
                        + " deployed, another one, approved as `" + operation + "`."));
    }

    private static String unprotected(ResourceChange change) {
        return change.before().by().contains("protect")
                ? ""
                : " Its protection is already gone: an earlier update took `protect` from it, or it never had it.";
    }

    private static String expired(List<Approval> matching) {
        return matching.isEmpty()
                ? ""
                : " Its approval expired on "
                        + matching.get(matching.size() - 1).expires() + ".";
    }

    private static String list(Set<String> protections) {
        return String.join(", ", protections.stream().sorted().toList());
    }
}
