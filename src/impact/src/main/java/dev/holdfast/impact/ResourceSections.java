package dev.holdfast.impact;

import static dev.holdfast.impact.MarkdownText.code;
import static dev.holdfast.impact.MarkdownText.prose;

import dev.holdfast.impact.CommentSection.Matters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the comment says of resources: the stateful ones, whom their changes reach, and all others. */
final class ResourceSections {
    static final int NAME = 120;
    private static final int VALUE = 200;
    private static final int PROPERTIES = 5;

    private ResourceSections() {}

    /** Stateful resources, those that lose something first. */
    static List<CommentSection> stateful(Impact impact) {
        var changes = each(impact, StackImpact::changes).stream()
                .filter(change -> change.what().stateful())
                .sorted(Comparator.comparing(change -> Severity.of(change.what())))
                .toList();
        if (changes.isEmpty()) {
            return List.of();
        }
        var opening = """
                #### What holds state

                | Stack | Resource | What happens | Protection before | and after |
                | --- | --- | --- | --- | --- |
                """;
        return List.of(CommentSection.open(
                Matters.STATEFUL,
                "stateful resource",
                opening,
                changes.stream().map(ResourceSections::statefulRow).toList(),
                changes.stream().map(ResourceSections::briefRow).toList()));
    }

    private static String statefulRow(InStack<ResourceChange> change) {
        var what = change.what();
        var lost = what.before().missingIn(what.after());
        var why = what.properties().stream()
                .filter(PropertyChange::replaces)
                .map(property -> code(property.path(), NAME))
                .collect(Collectors.joining(", "));
        return row(
                change.stack(),
                code(what.name(), NAME) + " " + prose(ResourceLabel.shortType(what.type()), NAME),
                strong(what.operation(), Wording.fate(what.operation()))
                        + (why.isEmpty() ? "" : "<br>because of " + why),
                prose(Wording.protection(what.before()), VALUE),
                Severity.staysWithPulumi(what.operation())
                        ? prose(Wording.protection(what.after()), VALUE)
                                + (lost.isEmpty() ? "" : "<br>**lost: " + prose(String.join(", ", lost), VALUE) + "**")
                        : "");
    }

    private static String briefRow(InStack<ResourceChange> change) {
        return row(
                change.stack(),
                code(change.what().name(), 40),
                Wording.past(change.what().operation()),
                "",
                change.what().before().missingIn(change.what().after()).isEmpty() ? "" : "less");
    }

    /** Whom a change of what holds state reaches, a fold for each. */
    static List<CommentSection> ripples(Impact impact) {
        var ripples = each(impact, StackImpact::ripples).stream()
                .filter(ripple -> !ripple.what().reached().isEmpty())
                .toList();
        var sections = new ArrayList<CommentSection>();
        for (var ripple : ripples) {
            var reached = ripple.what().reached();
            var changed = reached.stream().filter(Ripple.Reached::changed).count();
            sections.add(CommentSection.folded(
                    Matters.RIPPLE,
                    "path",
                    code(ResourceLabel.of(ripple.what().urn()).name(), NAME) + " in " + ripple.stack() + ", which is "
                            + Wording.past(ripple.what().operation()) + ", reaches <b>" + reached.size()
                            + "</b>; " + changed + " of them change as well",
                    "",
                    reached.stream().map(ResourceSections::path).toList()));
        }
        if (!sections.isEmpty()) {
            sections.set(0, sections.get(0).under("#### Whom that reaches"));
        }
        return sections;
    }

    private static String path(Ripple.Reached reached) {
        var steps = reached.path().stream()
                .map(urn -> code(ResourceLabel.of(urn).name(), NAME))
                .collect(Collectors.joining(" → "));
        return "- " + steps + " " + prose(ResourceLabel.of(reached.urn()).type(), NAME)
                + (reached.changed() ? ", **changes as well**" : "");
    }

    /** All that holds no state, a fold for each stack. */
    static List<CommentSection> others(Impact impact) {
        var sections = new ArrayList<CommentSection>();
        for (var stack : impact.stacks()) {
            var changes = stack.changes().stream()
                    .filter(change -> !change.stateful())
                    .sorted(Comparator.comparing(Severity::of))
                    .toList();
            if (!changes.isEmpty()) {
                sections.add(CommentSection.folded(
                        Matters.CHANGES,
                        "other change",
                        "Other changes of " + stack(stack) + ": " + changes.size(),
                        "| What happens | Resource | Type | Inputs |\n| --- | --- | --- | --- |\n",
                        changes.stream().map(ResourceSections::otherRow).toList()));
            }
        }
        return sections;
    }

    private static String otherRow(ResourceChange change) {
        var inputs = Stream.concat(
                change.properties().stream().limit(PROPERTIES).map(property -> code(Wording.property(property), VALUE)),
                change.properties().size() > PROPERTIES
                        ? Stream.of("and " + (change.properties().size() - PROPERTIES) + " more")
                        : Stream.of());
        return row(
                strong(change.operation(), Wording.past(change.operation())),
                code(change.name(), NAME),
                prose(ResourceLabel.shortType(change.type()), NAME),
                inputs.collect(Collectors.joining("<br>")));
    }

    private static String strong(Operation operation, String text) {
        return switch (operation) {
            case DELETE, REPLACE, FORGET -> "**" + text + "**";
            default -> text;
        };
    }

    /** That part of every stack, with the stack's name as the comment shows it. */
    static <T> List<InStack<T>> each(Impact impact, Function<StackImpact, List<T>> part) {
        return InStack.each(impact, part).stream()
                .map(what -> new InStack<>(prose(what.stack(), NAME), what.what()))
                .toList();
    }

    static String stack(StackImpact stack) {
        return prose(stack.stack(), NAME);
    }

    /** A row of a table. */
    static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
