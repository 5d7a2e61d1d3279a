package dev.holdfast.operator;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a command writes to.
 *
 * @param out what was asked for
 * @param err what went wrong, so that it never ends up in what a program reads
 * @param colour whether colours may be used
 * @param unicode whether more than ASCII can be shown
 * @param columns where long texts are broken
 */
public record Screen(PrintStream out, PrintStream err, boolean colour, boolean unicode, int columns) {
    private static final int WIDTH = 100;

    /** This process's; the launcher knows whether it is a terminal. */
    static Screen ofThisProcess(Map<String, String> environment) {
        var locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(variable -> environment.getOrDefault(variable, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        var unicode = locale.toUpperCase(Locale.ROOT).replace("-", "").endsWith("UTF8");
        var charset = unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        var colour = Boolean.getBoolean("operator.terminal")
                && !"dumb".equals(environment.get("TERM"))
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
        var columns = Integer.getInteger("operator.columns", 0);
        return new Screen(
                new PrintStream(System.out, true, charset),
                new PrintStream(System.err, true, charset),
                colour,
                unicode,
                columns > 0 ? Math.max(60, Math.min(WIDTH, columns)) : WIDTH);
    }

    public void line(String text) {
        out.println(text);
    }

    /** What went wrong, and what to do; the first line must not be lost among the reasons. */
    public void failure(String text) {
        out.flush();
        var lines = text.lines().toList();
        err.println(lines.isEmpty() ? "" : red(lines.get(0)));
        lines.stream().skip(1).forEach(err::println);
    }

    public String bold(String text) {
        return styled("1", text);
    }

    public String faint(String text) {
        return styled("2", text);
    }

    public String red(String text) {
        return styled("31", text);
    }

    public String green(String text) {
        return styled("32", text);
    }

    public String yellow(String text) {
        return styled("33", text);
    }

    /** A text broken between its words; what is longer than a row stays whole, so that it can be copied. */
    public List<String> rows(String text, int width) {
        var lines = new ArrayList<String>();
        var row = new StringBuilder();
        for (var word : text.split(" ")) {
            if (row.length() > 0 && row.length() + 1 + word.length() > width) {
                lines.add(row.toString());
                row.setLength(0);
            }
            row.append(row.length() > 0 ? " " : "").append(word);
        }
        lines.add(row.toString());
        return lines;
    }

    private String styled(String code, String text) {
        return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
