package dev.holdfast.sandbox.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What a person sees: steps with their durations, calm on a terminal and plain in a file.
 *
 * @param out where lines go
 * @param err where failures go, so that they never end up in what a shell evaluates
 * @param live whether a line can still be changed once it is written
 * @param colour whether colours may be used
 * @param unicode whether more than ASCII can be shown
 * @param columns how wide it is
 */
record Terminal(PrintStream out, PrintStream err, boolean live, boolean colour, boolean unicode, int columns) {
    /** Where durations end, if there is room. */
    private static final int DURATIONS = 66;
    /** Where long texts are broken at the latest. */
    private static final int WIDTH = 100;

    /** A step's work; it answers with what is now the case, for example {@code cloud started}. */
    interface Work {
        String run() throws IOException, InterruptedException;
    }

    /** The one that this process writes to; the launcher knows whether it is a terminal. */
    static Terminal ofThisProcess(Map<String, String> environment) {
        var live = Boolean.getBoolean("sandbox.terminal") && !"dumb".equals(environment.get("TERM"));
        var locale = "";
        for (var variable : new String[] {"LANG", "LC_CTYPE", "LC_ALL"}) {
            var value = environment.getOrDefault(variable, "");
            locale = value.isEmpty() ? locale : value;
        }
        var unicode = locale.toUpperCase(Locale.ROOT).replace("-", "").endsWith("UTF8");
        var noColour = environment.getOrDefault("NO_COLOR", "");
        Charset charset = unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        var out = new PrintStream(System.out, true, charset);
        var err = new PrintStream(System.err, true, charset);
        var columns = Integer.getInteger("sandbox.columns", 0);
        return new Terminal(out, err, live, live && noColour.isEmpty(), unicode, columns > 0 ? columns : WIDTH);
    }

    /** Shows that something happens, does it, and shows what came of it and how long it took. */
    String step(String doing, Work work) throws IOException, InterruptedException {
        var start = System.nanoTime();
        replaceable(doing);
        try {
            var done = work.run();
            done(done, since(start));
            return done;
        } catch (IOException | InterruptedException | RuntimeException e) {
            broken(doing, since(start));
            throw e;
        }
    }

    /** Shows what happens at the moment, in a line that whatever comes next takes the place of; not in a file. */
    void replaceable(String text) {
        replaceable(text, "");
    }

    /** The same with what must be seen even where the line is too short for both. */
    void replaceable(String text, String end) {
        if (live) {
            var room = Math.max(0, columns - 5 - end.length());
            var shown = (text.length() > room ? text.substring(0, room) : text) + end;
            out.print("\r\033[K  " + faint(unicode ? "…" : ".") + " " + shown);
            out.flush();
        }
    }

    /** Something was done. */
    void done(String text, String duration) {
        clear();
        out.println("  " + green(unicode ? "✓" : "ok") + " " + padded(text, duration));
    }

    /** Something failed; why is said elsewhere. */
    void broken(String text, String duration) {
        clear();
        out.println("  " + red(unicode ? "✗" : "!!") + " " + padded(text, duration));
    }

    /** A line of something else, while a step is under way. */
    void between(String text) {
        clear();
        out.println(text);
    }

    /** A title before something longer, such as Pulumi's own output. */
    void title(String text) {
        out.println();
        out.println("  " + bold(text));
        out.flush();
    }

    /** Something to know that is no failure. */
    void note(String text) {
        out.println("  " + yellow("!") + " " + text);
    }

    /** What went wrong, and what to do. */
    void failure(String text) {
        out.flush();
        err.println();
        var lines = text.lines().toList();
        // The first line says what is wrong, and must not be lost among the reasons.
        err.println("  " + red(lines.isEmpty() ? "" : lines.get(0)));
        lines.stream().skip(1).forEach(line -> err.println(line.isEmpty() ? "" : "  " + line));
    }

    void line(String text) {
        out.println(text.isEmpty() ? "" : "  " + text);
    }

    /** A long text, broken into lines between its words. */
    void wrapped(String text) {
        var row = new StringBuilder();
        for (var word : text.split(" ")) {
            if (row.length() + word.length() > Math.min(WIDTH, columns) - 5 && row.length() > 0) {
                line("  " + row.toString().stripTrailing());
                row.setLength(0);
            }
            row.append(word).append(' ');
        }
        line("  " + row.toString().stripTrailing());
    }

    String bold(String text) {
        return styled("1", text);
    }

    String faint(String text) {
        return styled("2", text);
    }

    String red(String text) {
        return styled("31", text);
    }

    String green(String text) {
        return styled("32", text);
    }

    String yellow(String text) {
        return styled("33", text);
    }

    /** How long something took since this {@link System#nanoTime()}, for example {@code 1.2 s} or {@code 2 min 5 s}. */
    static String since(long start) {
        return duration(System.nanoTime() - start);
    }

    /** The same for a number of nanoseconds. */
    static String duration(long nanos) {
        var duration = Duration.ofNanos(nanos);
        return duration.toSeconds() < 60
                ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0)
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    /** A line's text with its duration, which ends where others' do. */
    String padded(String text, String duration) {
        var gap = Math.max(2, Math.min(DURATIONS, columns - 5) - text.length() - duration.length());
        return text + " ".repeat(gap) + faint(duration);
    }

    private void clear() {
        if (live) {
            out.print("\r\033[K");
        }
    }

    private String styled(String code, String text) {
        return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
