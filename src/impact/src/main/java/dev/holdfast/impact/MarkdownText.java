package dev.holdfast.impact;

import java.util.stream.Collectors;

/**
 * Text of somebody else in Markdown for GitHub: whatever it contains, it is shown as it is. It breaks no table, ends no
 * comment, is no markup, and calls nobody: GitHub looks for {@code @name} and {@code #1} in what the Markdown became, so
 * that a character reference is not enough; it does not look into {@code <code>}, nor behind a zero-width space.
 */
public final class MarkdownText {
    private static final String CALLS_NOBODY = "&#8203;";

    private MarkdownText() {}

    /** A name or a value in one line, in a fixed-width font; what is longer than so many characters ends in an ellipsis. */
    public static String code(String text, int longest) {
        return "<code>" + references(oneLine(text, longest)) + "</code>";
    }

    /** A sentence or more; lines stay lines, and what stands between two backticks is code. */
    public static String prose(String text, int longest) {
        return Wording.shortened(text, longest)
                .lines()
                .map(MarkdownText::clean)
                .filter(line -> !line.isEmpty())
                .map(MarkdownText::sentence)
                .collect(Collectors.joining("<br>"));
    }

    private static String sentence(String line) {
        var parts = Wording.parts(line);
        var sentence = new StringBuilder();
        for (var index = 0; index < parts.size(); index++) {
            sentence.append(
                    index % 2 == 0 ? text(parts.get(index)) : "<code>" + references(parts.get(index)) + "</code>");
        }
        return sentence.toString();
    }

    private static String text(String part) {
        return references(part)
                .replace("&#64;", "&#64;" + CALLS_NOBODY)
                .replace("&#35;", "&#35;" + CALLS_NOBODY)
                .replace("GH-", "GH" + CALLS_NOBODY + "-");
    }

    /** In one line, without what no terminal and no page should get, and no longer than so many characters. */
    static String oneLine(String text, int longest) {
        return clean(Wording.shortened(text, longest));
    }

    /** Without control characters, and without those that turn the direction of writing around. */
    private static String clean(String text) {
        var kept = new StringBuilder();
        text.codePoints()
                .map(character ->
                        Character.isISOControl(character) || Character.isWhitespace(character) ? ' ' : character)
                .filter(character -> switch (Character.getType(character)) {
                    case Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                })
                .forEach(kept::appendCodePoint);
        return kept.toString().replaceAll(" +", " ").strip();
    }

    /** Every sign that means something in Markdown, HTML or to GitHub, as a character reference. */
    private static String references(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (character < 128 && "&<>\"|`*_[]\\~@#!${}^=+".indexOf(character) >= 0) {
                escaped.append("&#").append(character).append(';');
            } else {
                escaped.appendCodePoint(character);
            }
        });
        // No link either: a name says where something is, and leads nowhere.
        return escaped.toString().replace("://", "&#58;//");
    }
}
