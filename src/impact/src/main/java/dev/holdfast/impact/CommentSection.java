package dev.holdfast.impact;

import java.util.List;

/**
 * A part of the comment, of which rows can be left out.
 *
 * @param matters how much it matters
 * @param noun what a row is, to tell how many are left out
 * @param opening what comes before the rows
 * @param rows the most important first, a line each
 * @param brief the same rows in few words; empty where there is nothing shorter
 * @param shown how many of the rows are shown
 * @param closing what comes after them
 */
record CommentSection(
        Matters matters,
        String noun,
        String opening,
        List<String> rows,
        List<String> brief,
        int shown,
        String closing) {
    /** What is left out first comes first. */
    enum Matters {
        NOT_EVALUATED,
        CHANGES,
        COST,
        ADVICE,
        RIPPLE,
        SECURITY,
        MIGRATIONS,
        VIOLATIONS,
        APPROVALS,
        STATEFUL,
        REFUSALS,
        /** Never left out. */
        VERDICT
    }

    CommentSection {
        rows = List.copyOf(rows);
        brief = List.copyOf(brief);
    }

    /** One that everybody sees. */
    static CommentSection open(Matters matters, String noun, String opening, List<String> rows, List<String> brief) {
        return new CommentSection(matters, noun, opening, rows, brief, rows.size(), "");
    }

    /**
     * One that opens on a click.
     *
     * @param summary HTML
     */
    static CommentSection folded(Matters matters, String noun, String summary, String head, List<String> rows) {
        return new CommentSection(
                matters,
                noun,
                "<details><summary>" + summary + "</summary>\n\n" + head,
                rows,
                List.of(),
                rows.size(),
                "\n</details>\n");
    }

    /** A text that has no rows. */
    static CommentSection fixed(String text) {
        return open(Matters.VERDICT, "", text, List.of(), List.of());
    }

    CommentSection showing(int count) {
        return new CommentSection(matters, noun, opening, rows, brief, count, closing);
    }

    /** With a heading, which goes when all of its rows do. */
    CommentSection under(String heading) {
        return new CommentSection(matters, noun, heading + "\n\n" + opening, rows, brief, shown, closing);
    }

    CommentSection closing(String end) {
        return new CommentSection(matters, noun, opening, rows, brief, shown, end);
    }

    CommentSection briefly() {
        return new CommentSection(matters, noun, opening, brief, List.of(), shown, closing);
    }

    int leftOut() {
        return rows.size() - shown;
    }

    String text() {
        if (shown == 0 && !rows.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(opening);
        rows.subList(0, shown).forEach(row -> text.append(row).append('\n'));
        if (leftOut() > 0) {
            text.append("\nAnd ").append(Wording.count(leftOut(), noun)).append(" more.\n");
        }
        return text.append(closing).append('\n').toString();
    }
}
