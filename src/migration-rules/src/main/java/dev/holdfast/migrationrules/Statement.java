package dev.holdfast.migrationrules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One statement of a file.
 *
 * @param line where it begins, from 1
 * @param text what the grammar reads: without comments, what stands between dollar quotes as an empty literal, and a
 *     name instead of each of Flyway's placeholders
 */
record Statement(int line, String text) {
    /** What stands for a placeholder. */
    static final String PLACEHOLDER = "placeholder";

    private static final Pattern DOLLAR = Pattern.compile("\\$([A-Za-z_\\x80-\\uffff][\\w\\x80-\\uffff]*)?\\$");

    /** The statements of a file, split where PostgreSQL's own lexer would. */
    static List<Statement> of(String sql) {
        return new Splitter(sql).split();
    }

    /** As one line, for a message. */
    String brief() {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 120 ? line : line.substring(0, 117) + "...";
    }

    private static final class Splitter {
        private final String sql;
        private final List<Statement> found = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private int at;
        private int line = 1;
        private int begun;

        Splitter(String sql) {
            this.sql = sql;
        }

        List<Statement> split() {
            while (at < sql.length()) {
                if (sql.startsWith("--", at)) {
                    skip(until("\n", at));
                } else if (sql.startsWith("/*", at)) {
                    skip(endOfComment());
                } else if (sql.charAt(at) == '\'') {
                    take(endOfLiteral(escapes()));
                } else if (sql.charAt(at) == '"') {
                    take(endOfName());
                } else if (sql.charAt(at) == '$') {
                    dollar();
                } else if (sql.charAt(at) == ';') {
                    at++;
                    end();
                } else {
                    take(at + 1);
                }
            }
            end();
            return found;
        }

        private void end() {
            if (!text.toString().isBlank()) {
                found.add(new Statement(begun, text.toString().strip()));
            }
            text.setLength(0);
        }

        private void dollar() {
            var quote = DOLLAR.matcher(sql).region(at, sql.length());
            if (sql.startsWith("${", at)) {
                begin();
                text.append(PLACEHOLDER);
                skip(Math.min(sql.length(), until("}", at) + 1));
            } else if (quote.lookingAt()) {
                begin();
                text.append("''");
                skip(Math.min(
                        sql.length(),
                        until(quote.group(), quote.end()) + quote.group().length()));
            } else {
                take(at + 1);
            }
        }

        /** Takes what stands before this place as it is. */
        private void take(int end) {
            for (; at < end; at++) {
                var next = sql.charAt(at);
                if (!Character.isWhitespace(next)) {
                    begin();
                }
                text.append(next);
                line += next == '\n' ? 1 : 0;
            }
        }

        /** Leaves out what stands before this place; a comment separates words. */
        private void skip(int end) {
            for (; at < end; at++) {
                line += sql.charAt(at) == '\n' ? 1 : 0;
            }
            text.append(' ');
        }

        private void begin() {
            if (text.toString().isBlank()) {
                begun = line;
            }
        }

        private int until(String what, int from) {
            var found = sql.indexOf(what, from);
            return found < 0 ? sql.length() : found;
        }

        private int endOfComment() {
            int depth = 0;
            for (int i = at; i < sql.length(); i++) {
                if (sql.startsWith("/*", i)) {
                    depth++;
                    i++;
                } else if (sql.startsWith("*/", i)) {
                    i++;
                    if (--depth == 0) {
                        return i + 1;
                    }
                }
            }
            return sql.length();
        }

        /** Whether the literal that begins here is one of {@code E'...'}, in which a backslash escapes. */
        private boolean escapes() {
            return at > 0
                    && "eE".indexOf(sql.charAt(at - 1)) >= 0
                    && (at == 1 || !Character.isJavaIdentifierPart(sql.charAt(at - 2)));
        }

        private int endOfLiteral(boolean escapes) {
            for (int i = at + 1; i < sql.length(); i++) {
                if (escapes && sql.charAt(i) == '\\') {
                    i++;
                } else if (sql.charAt(i) == '\'') {
                    if (!sql.startsWith("''", i)) {
                        return i + 1;
                    }
                    i++;
                }
            }
            return sql.length();
        }

        private int endOfName() {
            return Math.min(sql.length(), until("\"", at + 1) + 1);
        }
    }
}
