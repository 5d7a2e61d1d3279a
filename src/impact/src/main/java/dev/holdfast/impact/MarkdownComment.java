package dev.holdfast.impact;

import static dev.holdfast.impact.ResourceSections.row;
import static dev.holdfast.impact.ResourceSections.stack;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The one comment of a pull request, for all stacks, in GitHub's Markdown: the verdict first, then why, then what happens to
 * what holds state, and so on to what matters least, which is folded, and left out where GitHub's limit demands it.
 */
public final class MarkdownComment {
    /** The first line, which GitHub does not show: the comment is found again by it. */
    public static final String MARKER = "<!-- holdfast:impact -->";

    private MarkdownComment() {}

    /**
     * The comment.
     *
     * @param whole where the whole report is, for what is left out; nothing if it has no address
     */
    public static String of(Impact impact, Optional<URI> whole) {
        var sections = new ArrayList<CommentSection>();
        sections.add(CommentSection.fixed(verdict(impact)));
        sections.addAll(FindingSections.failures(impact));
        sections.addAll(FindingSections.refusals(impact));
        if (!impact.stacks().isEmpty()) {
            sections.add(CommentSection.fixed(stacks(impact)));
        }
        sections.addAll(ResourceSections.stateful(impact));
        sections.addAll(ResourceSections.ripples(impact));
        sections.addAll(FindingSections.security(impact));
        sections.addAll(FindingSections.migrations(impact));
        sections.addAll(FindingSections.policies(impact));
        sections.addAll(FindingSections.approvals(impact));
        sections.addAll(FindingSections.costs(impact));
        sections.addAll(ResourceSections.others(impact));
        var fitted = CommentLength.fit(sections);
        var note = note(fitted, whole);
        return MARKER + "\n" + fitted.get(0).text() + note
                + fitted.stream().skip(1).map(CommentSection::text).collect(Collectors.joining())
                + "<sub>docs/impact.md tells how to read this.</sub>\n";
    }

    private static String verdict(Impact impact) {
        var line = new StringBuilder("### ")
                .append(impact.allowed() && !impact.stacks().isEmpty() ? "✅ " : "❌ ")
                .append(MarkdownText.prose(Wording.verdict(impact), 500));
        if (!impact.stacks().isEmpty()) {
            line.append(" — ")
                    .append(impact.stacks().stream()
                            .map(stack -> stack(stack) + ": " + Wording.verdict(stack))
                            .collect(Collectors.joining(" · ")));
        }
        return line.append('\n').toString();
    }

    private static String stacks(Impact impact) {
        var others = impact.stacks().stream()
                .anyMatch(stack -> stack.count(Operation.IMPORT) + stack.count(Operation.FORGET) > 0);
        var head =
                List.of("Stack", "Created", "Updated", "Replaced", "Deleted", "Unchanged", "USD a month", "Policies");
        var table = new StringBuilder("#### The stacks\n\n");
        table.append("| ").append(String.join(" | ", head)).append(others ? " | Imported | Forgotten |\n" : " |\n");
        table.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
                .append(others ? " ---: | ---: |\n" : "\n");
        for (var stack : impact.stacks()) {
            var cells = new ArrayList<>(List.of(
                    "**" + stack(stack) + "** of " + MarkdownText.prose(stack.project(), ResourceSections.NAME),
                    number(stack.count(Operation.CREATE)),
                    number(stack.count(Operation.UPDATE)),
                    number(stack.count(Operation.REPLACE)),
                    number(stack.count(Operation.DELETE)),
                    number(stack.unchanged()),
                    cost(stack.cost()),
                    Wording.policies(stack)));
            if (others) {
                cells.add(number(stack.count(Operation.IMPORT)));
                cells.add(number(stack.count(Operation.FORGET)));
            }
            table.append(row(cells.toArray(String[]::new))).append('\n');
        }
        return table.toString();
    }

    private static String cost(CostChange cost) {
        return (Wording.dollars(cost.before()) + " → " + Wording.dollars(cost.after())).replace(" ", "&nbsp;") + "<br>"
                + Wording.difference(cost.difference()).replace(" ", "&nbsp;");
    }

    private static String number(long count) {
        return count == 0 ? "–" : String.valueOf(count);
    }

    private static String note(List<CommentSection> sections, Optional<URI> whole) {
        var leftOut = CommentLength.leftOut(sections);
        if (leftOut.isEmpty()) {
            return "";
        }
        var where = whole.map(address -> "[what this run keeps](<" + address.toASCIIString() + ">)")
                .orElse("what the run keeps");
        return "> Left out, because GitHub takes no longer comment: " + leftOut + ". The whole is in impact.html, in "
                + where + ".\n\n";
    }
}
