package dev.holdfast.impact;

import dev.holdfast.impact.Paper.Colour;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An impact for a person at a terminal of 100 columns: what is lost comes first, what to do last. */
public final class TerminalReport {
    /** How many dependants of a resource are listed; the others are in the page. */
    private static final int MOST_REACHED = 12;

    /** How many properties of a change are listed. */
    private static final int MOST_PROPERTIES = 8;

    private final Paper paper;

    private TerminalReport(boolean colour) {
        paper = new Paper(colour);
    }

    /** @param colour whether the terminal shows colours */
    public static String of(Impact impact, boolean colour) {
        var report = new TerminalReport(colour);
        impact.stacks().forEach(report::stack);
        report.verdict(impact);
        return report.paper.toString();
    }

    private void stack(StackImpact stack) {
        paper.line(0, stack.project() + "/" + stack.stack() + ": " + counts(stack), Colour.BOLD);
        section("Failed", stack.failure().stream().toList(), failure -> paper.line(4, failure, Colour.RED));
        section(
                "What holds state",
                stack.changes().stream().filter(ResourceChange::stateful).toList(),
                this::change);
        section(
                "Everything else",
                stack.changes().stream().filter(change -> !change.stateful()).toList(),
                this::change);
        stack.ripples().forEach(this::ripple);
        section("Rules", rules(stack), this::finding);
        section("Security", stack.security(), this::security);
        section(
                "Migrations to run",
                stack.migrations(),
                migration -> paper.line(
                        4, migration.version() + " " + migration.description() + " (" + migration.step() + ")"));
        cost(stack.cost());
        section(
                "Approved",
                stack.approvals(),
                approved -> paper.line(
                        4,
                        approved.operation() + " " + label(approved.urn()) + " until " + approved.expires() + ": "
                                + approved.reason()));
        section("Approvals that are not needed", stack.unused(), unused -> paper.line(4, unused));
        paper.space();
    }

    private void change(ResourceChange change) {
        var colour = switch (change.operation()) {
            case DELETE, REPLACE, FORGET -> Colour.RED;
            case UPDATE -> Colour.YELLOW;
            case CREATE, IMPORT -> Colour.GREEN;
        };
        paper.line(4, sign(change.operation()) + " " + word(change.operation()) + " " + label(change.urn()), colour);
        change.properties().stream().limit(MOST_PROPERTIES).forEach(property -> paper.line(8, told(property)));
        if (change.properties().size() > MOST_PROPERTIES) {
            paper.line(8, "and " + (change.properties().size() - MOST_PROPERTIES) + " more properties", Colour.FAINT);
        }
        var gone = change.before().missingIn(change.after());
        if (!gone.isEmpty()) {
            paper.line(8, "loses its protection: " + String.join(", ", gone), Colour.RED);
        }
    }

    private static String told(PropertyChange property) {
        return property.path() + ": " + property.before().orElse("(not set)") + " -> "
                + property.after().orElse("(not set)") + (property.replaces() ? "  (replaces)" : "");
    }

    private void ripple(Ripple ripple) {
        if (ripple.reached().isEmpty()) {
            return;
        }
        long changed = ripple.reached().stream().filter(Ripple.Reached::changed).count();
        paper.space();
        paper.line(
                2,
                "Whom it reaches that " + label(ripple.urn()) + " is " + Wording.past(ripple.operation()) + ": "
                        + ripple.reached().size() + " resources; the plan changes " + changed + " of them",
                Colour.BOLD);
        ripple.reached().stream().limit(MOST_REACHED).forEach(reached -> {
            var way = reached.path().stream()
                    .skip(1)
                    .limit(Math.max(0, reached.path().size() - 2))
                    .map(urn -> ResourceLabel.of(urn).name())
                    .collect(Collectors.joining(" > "));
            paper.line(
                    4,
                    (reached.changed() ? "~ " : "  ")
                            + label(reached.urn())
                            + (way.isEmpty() ? "" : "  through " + way));
        });
        if (ripple.reached().size() > MOST_REACHED) {
            paper.line(4, "and " + (ripple.reached().size() - MOST_REACHED) + " more", Colour.FAINT);
        }
    }

    private static List<PolicyFinding> rules(StackImpact stack) {
        return stack.policies().stream()
                .sorted((one, other) -> one.kind().compareTo(other.kind()))
                .filter(finding -> finding.kind() != PolicyFinding.Kind.NOT_EVALUATED)
                .toList();
    }

    private void finding(PolicyFinding finding) {
        var mandatory = finding.kind() == PolicyFinding.Kind.MANDATORY;
        paper.line(
                4,
                finding.kind().name().toLowerCase(Locale.ROOT) + " [" + finding.policy() + "]"
                        + finding.urn().map(urn -> " " + label(urn)).orElse(""),
                mandatory ? Colour.RED : Colour.YELLOW);
        paper.line(
                8,
                mandatory
                        ? finding.message()
                        : finding.message().lines().findFirst().orElse(""));
    }

    private void security(SecurityChange change) {
        paper.line(
                4,
                (change.widens() ? "wider " : "narrower ")
                        + change.kind().name().toLowerCase(Locale.ROOT) + ": " + label(change.urn()),
                change.widens() ? Colour.YELLOW : Colour.GREEN);
        paper.line(8, change.what());
    }

    private void cost(CostChange cost) {
        if (cost.items().isEmpty() && cost.unknown().isEmpty()) {
            return;
        }
        paper.space();
        paper.line(
                2,
                "Cost at list price: " + dollars(cost.before()) + " -> " + dollars(cost.after()) + " a month",
                Colour.BOLD);
        cost.items()
                .forEach(item ->
                        paper.line(4, item.what() + ": " + dollars(item.before()) + " -> " + dollars(item.after())));
        if (!cost.unknown().isEmpty()) {
            paper.line(
                    4, "without a price in the list, and left out: " + String.join(", ", cost.unknown()), Colour.FAINT);
        }
    }

    private void verdict(Impact impact) {
        for (var stack : impact.stacks()) {
            if (!stack.refusals().isEmpty()) {
                paper.line(0, stack.project() + "/" + stack.stack() + " is refused:", Colour.RED);
                for (var refusal : stack.refusals()) {
                    paper.line(
                            2,
                            label(refusal.urn()) + " " + Wording.refused(refusal.operation()) + ". " + refusal.why(),
                            Colour.RED);
                    paper.line(4, refusal.next());
                    paper.line(4, "- urn: " + refusal.urn(), Colour.FAINT);
                    paper.line(4, "  operation: " + refusal.operation(), Colour.FAINT);
                    refusal.rule().ifPresent(rule -> paper.line(4, "  rule: " + rule, Colour.FAINT));
                }
                paper.space();
            }
        }
        impact.stacks().forEach(stack -> paper.line(0, verdict(stack), stack.allowed() ? Colour.GREEN : Colour.RED));
    }

    private static String verdict(StackImpact stack) {
        var name = stack.project() + "/" + stack.stack();
        if (stack.failure().isPresent()) {
            return name + ": the preview failed";
        }
        return name
                + (stack.allowed()
                        ? ": allowed"
                        : ": refused, " + reasons(stack.refusals().size()));
    }

    private static String reasons(int count) {
        return count == 1 ? "for one reason" : "for " + count + " reasons";
    }

    private <T> void section(String title, List<T> entries, Consumer<T> tell) {
        if (!entries.isEmpty()) {
            paper.space();
            paper.line(2, title, Colour.BOLD);
            entries.forEach(tell);
        }
    }

    private static String counts(StackImpact stack) {
        var counted = Stream.of(Operation.values())
                .filter(operation -> stack.count(operation) > 0)
                .map(operation -> sign(operation) + " " + stack.count(operation) + " to " + word(operation));
        var notEvaluated = stack.policies().stream()
                .filter(finding -> finding.kind() == PolicyFinding.Kind.NOT_EVALUATED)
                .count();
        return Stream.of(
                        counted,
                        Stream.of(stack.unchanged() + " unchanged"),
                        Optional.of(notEvaluated + " rules not evaluated").filter(text -> notEvaluated > 0).stream())
                .flatMap(part -> part)
                .collect(Collectors.joining(", "));
    }

    private static String sign(Operation operation) {
        return switch (operation) {
            case CREATE -> "+";
            case UPDATE -> "~";
            case REPLACE -> "-/+";
            case DELETE -> "-";
            case IMPORT -> "=";
            case FORGET -> "x";
        };
    }

    private static String word(Operation operation) {
        return operation.name().toLowerCase(Locale.ROOT);
    }

    /** How a person calls a resource: {@code database (rds.Instance)}. */
    private static String label(String urn) {
        var label = ResourceLabel.of(urn);
        return label.name() + (label.type().isEmpty() ? "" : " (" + label.type() + ")");
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "%.2f USD", amount);
    }
}
