package dev.holdfast.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** How long a command took, and what it says of its steps: lines that end with a duration, and titles before Pulumi's. */
final class Steps {
    private static final Pattern STEP = Pattern.compile("^ {2}(?:✓|ok) (.+?) {2,}([0-9.]+) s$");
    private static final Pattern TITLE = Pattern.compile("^ {2}(Pulumi \\w+ .+)$");
    private static final String REST = "the rest";
    private static final int TAIL = 40;

    private final long start = System.nanoTime();
    private final StringBuilder output = new StringBuilder();
    private final Map<String, Double> took = new LinkedHashMap<>();
    private String title;
    private long titled;
    private double total;

    /** Takes in a line at the moment that it is written. */
    void line(String text) {
        output.append(text).append('\n');
        var step = STEP.matcher(text);
        if (step.matches()) {
            var seconds = Double.parseDouble(step.group(2));
            close(System.nanoTime() - (long) (seconds * 1e9));
            took.put(step.group(1), seconds);
        }
        var begun = TITLE.matcher(text);
        if (begun.matches()) {
            close(System.nanoTime());
            title = begun.group(1);
            titled = System.nanoTime();
        }
    }

    /** Takes in the end of the command. */
    void end() {
        var now = System.nanoTime();
        close(now);
        total = (now - start) / 1e9;
        var rest =
                total - took.values().stream().mapToDouble(Double::doubleValue).sum();
        if (!took.isEmpty()) {
            took.put(REST, rest);
        }
    }

    private void close(long now) {
        if (title != null) {
            took.merge(title, (now - titled) / 1e9, Double::sum);
            title = null;
        }
    }

    double total() {
        return total;
    }

    void each(BiConsumer<String, Double> action) {
        took.forEach(action);
    }

    /** The end of what it printed. */
    String tail() {
        var lines = output.toString().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }
}
