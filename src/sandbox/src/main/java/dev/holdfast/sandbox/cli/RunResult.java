package dev.holdfast.sandbox.cli;

import dev.holdfast.sandbox.cli.Progress.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of an update or preview, in few lines: numbers, the names that matter, and what there is to be said. */
final class RunResult {
    /** More names than these are no help; what is replaced or deleted is named always. */
    private static final int FEW = 12;

    private static final int PROPERTIES = 4;
    private static final String DESTROY = "destroy";

    private final Terminal terminal;
    private final String stack;
    private final String operation;
    private final boolean preview;
    private final EngineRun.Outcome outcome;
    private final Progress progress;

    /**
     * @param operation Pulumi's: {@code up}, {@code preview} or {@code destroy}
     * @param preview whether nothing was changed
     */
    RunResult(Terminal terminal, String stack, String operation, boolean preview, EngineRun.Outcome outcome) {
        this.terminal = terminal;
        this.stack = stack;
        this.operation = operation;
        this.preview = preview;
        this.outcome = outcome;
        this.progress = outcome.progress();
    }

    /**
     * Shows what changed, and all warnings.
     *
     * @param asked whether this is the stack that a person named; what another one's program had to say is only counted
     */
    void show(boolean asked) {
        var text = stack + ": " + (progress.changes() ? numbers() : "no changes, " + numbers());
        var duration = Terminal.since(outcome.start());
        if (outcome.code() == 0) {
            terminal.done(text, duration);
        } else {
            terminal.broken(text, duration);
        }
        names().forEach((change, steps) -> steps.forEach(step -> name(change, step)));
        for (var warning : progress.diagnostics().warnings()) {
            var lines = warning.lines();
            terminal.note(lines.get(0));
            lines.subList(1, lines.size()).forEach(line -> terminal.line("  " + line));
        }
        said(asked || outcome.code() != 0);
        if (asked) {
            advice();
        }
    }

    /** What stops nothing: the rules' names, of which --verbose has the whole. */
    private void advice() {
        var advice = progress.diagnostics().advice();
        if (!advice.isEmpty()) {
            terminal.wrapped("- the policy pack advises, or could not decide (--verbose tells more): "
                    + advice.entrySet().stream()
                            .map(rule -> rule.getKey() + (rule.getValue() > 1 ? " (" + rule.getValue() + ")" : ""))
                            .collect(Collectors.joining(", ")));
        }
    }

    private void said(boolean whole) {
        var said = progress.diagnostics().said();
        if (whole) {
            said.forEach(line -> terminal.wrapped("- " + line));
        } else if (!said.isEmpty()) {
            terminal.line("  "
                    + terminal.faint(stack + " has " + (said.size() == 1 ? "a note" : said.size() + " notes")
                            + " for you: ./sandbox up " + stack + " shows " + (said.size() == 1 ? "it" : "them")));
        }
    }

    /** What failed, whole, and what to do. */
    String failure(String command) {
        var lines = new ArrayList<String>();
        var failed = progress.failed().stream()
                .map(step -> step.name() + " (" + step.type() + ")")
                .collect(Collectors.joining(", "));
        lines.add(stack + " could not be " + done() + (failed.isEmpty() ? ":" : ": " + failed + " failed"));
        for (var error : progress.diagnostics().errors()) {
            lines.add("");
            error.lines().forEach(line -> lines.add("  " + line));
        }
        if (progress.diagnostics().errors().isEmpty()) {
            lines.add("");
            LogTail.of(outcome.log()).forEach(line -> lines.add("  " + line));
        }
        lines.add("");
        lines.add("Mend that and run " + command + " again" + (preview ? "." : ": it goes on where it stopped."));
        lines.add("All that Pulumi said is in " + outcome.log());
        return String.join("\n", lines);
    }

    private String done() {
        return switch (operation) {
            case "preview" -> "previewed";
            case DESTROY -> "destroyed";
            default -> "applied";
        };
    }

    /** What an interrupted update leaves, and how it goes on. */
    String interruption(String command) {
        var open = new ArrayList<Step>(progress.running());
        open.addAll(progress.failed());
        var names = open.stream()
                .map(step -> step.name() + " (" + step.type() + ")")
                .toList();
        return stack + " was interrupted after "
                + progress.done() + " of " + progress.all() + " resources"
                + (names.isEmpty() ? "." : "; not finished: " + String.join(", ", names) + ".")
                + "\nWhat was done is kept. " + command + " goes on where it stopped."
                + "\nAll that Pulumi said is in " + outcome.log();
    }

    /** For example {@code + 3 created, ~ 1 updated, 77 unchanged}. */
    private String numbers() {
        var parts = new ArrayList<String>();
        progress.counts()
                .forEach((change, count) -> parts.add(
                        (change.sign().isEmpty() ? "" : change.sign() + " ") + count + " " + change.told(preview)));
        if (!progress.failed().isEmpty()) {
            parts.add(progress.failed().size() + " failed");
        }
        return parts.isEmpty() ? "nothing was done" : String.join(", ", parts);
    }

    private Map<Change, List<Step>> names() {
        var names = new LinkedHashMap<Change, List<Step>>();
        for (var change : Change.values()) {
            var steps = progress.changed(change);
            // Of what is destroyed, everything goes: the names are no news.
            var news = !operation.equals(DESTROY) && (preview || change == Change.REPLACE || change == Change.DELETE);
            var named = news || steps.size() <= FEW;
            if (change != Change.NONE && named) {
                names.put(change, steps);
            }
        }
        return names;
    }

    private void name(Change change, Step step) {
        var properties = change != Change.UPDATE && change != Change.REPLACE
                ? ""
                : step.properties().stream().limit(PROPERTIES).collect(Collectors.joining(", "))
                        + (step.properties().size() > PROPERTIES ? ", ..." : "");
        var line = "%-2s %-24s %-30s %s".formatted(change.sign(), step.name(), step.type(), properties);
        terminal.line("    " + line.stripTrailing());
    }
}
