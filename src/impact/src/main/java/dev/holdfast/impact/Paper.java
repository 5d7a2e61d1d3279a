package dev.holdfast.impact;

import java.util.Optional;

/** Text for a terminal of 100 columns: indented, broken between words, and coloured if it may be. */
final class Paper {
    private static final int COLUMNS = 100;

    private final StringBuilder text = new StringBuilder();
    private final boolean colours;

    /** What a line is coloured with: the codes of ANSI. */
    enum Colour {
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        BOLD("1"),
        FAINT("2");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    Paper(boolean colours) {
        this.colours = colours;
    }

    /** A line, or more where it is too long; these go on further to the right. */
    Paper line(int indent, String line) {
        return line(indent, line, Optional.empty());
    }

    Paper line(int indent, String line, Colour colour) {
        return line(indent, line, Optional.of(colour));
    }

    /** An empty line. */
    Paper space() {
        text.append('\n');
        return this;
    }

    private Paper line(int indent, String line, Optional<Colour> colour) {
        line.lines().forEach(one -> rows(indent, one, colour));
        return this;
    }

    private void rows(int indent, String line, Optional<Colour> colour) {
        int deeper = indent + line.length() - line.stripLeading().length();
        var row = new StringBuilder();
        int margin = deeper;
        for (var word : line.strip().split(" ")) {
            // A word that is longer than a row stays whole, so that it can be copied.
            if (!row.isEmpty()
                    && margin + row.length() + 1 + word.length() > COLUMNS
                    && deeper + 2 + word.length() <= COLUMNS) {
                row(margin, row, colour);
                margin = deeper + 2;
            }
            row.append(row.isEmpty() ? "" : " ").append(word);
        }
        row(margin, row, colour);
    }

    private void row(int margin, StringBuilder row, Optional<Colour> colour) {
        // What somebody else wrote may hold control characters, which a terminal would obey.
        var clean = row.toString().replaceAll("\\p{Cntrl}", "?");
        text.append(" ".repeat(margin))
                .append(colour.filter(one -> colours)
                        .map(one -> "\u001b[" + one.code + "m" + clean + "\u001b[0m")
                        .orElse(clean))
                .append('\n');
        row.setLength(0);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
