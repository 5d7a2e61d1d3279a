package dev.holdfast.impact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Fits a comment into what GitHub takes, by leaving out what matters least.
 *
 * <p>GitHub refuses longer ones: "Body is too long (maximum is 65536 characters)". Longer bodies of few bytes were seen to be
 * taken, so that some of its ways seem to count four bytes for a character; Java's count of UTF-16 units is never less than the
 * number of characters, and a third of the bytes at least, so that {@link #LIMIT} of them are short enough either way.
 */
final class CommentLength {
    /** In UTF-16 units; what is missing to 65,536 is for what the posting adds. */
    static final int LIMIT = 64_000;

    /** The note that says what is left out is at most as long as this. */
    private static final int NOTE = 1_000;

    private CommentLength() {}

    /** The sections, with as many rows as fit. */
    static List<CommentSection> fit(List<CommentSection> sections) {
        if (length(sections) <= LIMIT) {
            return sections;
        }
        var fitted = new ArrayList<>(sections);
        var order = new ArrayList<Integer>();
        // The last one of those that matter equally goes first.
        for (var index = sections.size() - 1; index >= 0; index--) {
            order.add(index);
        }
        order.sort(Comparator.comparing(index -> sections.get(index).matters()));
        // What can be told in fewer words is not left out before it is, nor before all else is left out.
        var details = order.stream()
                .filter(index -> sections.get(index).brief().isEmpty())
                .toList();
        var kept = order.stream()
                .filter(index -> !sections.get(index).brief().isEmpty())
                .toList();
        shorten(fitted, details, CommentLength::most);
        shorten(fitted, kept, (section, allowed) -> section.briefly());
        shorten(fitted, kept, CommentLength::most);
        return fitted;
    }

    /** One after another, until all fit; {@code by} is told how long the section may be. */
    private static void shorten(
            List<CommentSection> sections,
            List<Integer> order,
            BiFunction<CommentSection, Integer, CommentSection> by) {
        for (var index : order) {
            var excess = length(sections) - (LIMIT - NOTE);
            if (excess <= 0) {
                return;
            }
            var section = sections.get(index);
            sections.set(index, by.apply(section, section.text().length() - excess));
        }
    }

    /** With the most rows that fit into a length. */
    private static CommentSection most(CommentSection section, int allowed) {
        var fits = 0;
        var tooMany = section.rows().size();
        while (tooMany - fits > 1) {
            var middle = (fits + tooMany) / 2;
            if (section.showing(middle).text().length() <= allowed) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return section.showing(fits);
    }

    /** How many of what is left out, in words; empty if nothing is. */
    static String leftOut(List<CommentSection> sections) {
        var counts = new LinkedHashMap<String, Integer>();
        sections.stream()
                .filter(section -> section.leftOut() > 0)
                .forEach(section -> counts.merge(section.noun(), section.leftOut(), Integer::sum));
        return counts.entrySet().stream()
                .map(count -> Wording.count(count.getValue(), count.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static int length(List<CommentSection> sections) {
        return sections.stream().mapToInt(section -> section.text().length()).sum();
    }
}
