package dev.holdfast.sandbox.cli;

import dev.holdfast.sandbox.cli.Progress.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * An update or a preview of a stack, shown as one line while it runs. Where lines cannot be changed once they are
 * written, whatever took long gets a short one.
 */
final class EngineRun implements Interruptible.Watch {
    private static final long LONG = TimeUnit.MILLISECONDS.toNanos(1500);
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(30);

    private final Terminal terminal;
    private final String stack;
    private final Progress progress;
    private final Path text;
    private final EngineLog log;
    private final Set<String> told = new HashSet<>();
    private final long start = System.nanoTime();
    private long lastLine = start;

    /**
     * How it ended.
     *
     * @param code Pulumi's exit code
     * @param log all that Pulumi said
     */
    record Outcome(int code, Progress progress, Path log, long start) {}

    /**
     * @param folder where Pulumi's output and the engine's events are kept until the next run
     * @param known how many resources the stack has already
     */
    EngineRun(Terminal terminal, String stack, Path folder, int known) {
        this.terminal = terminal;
        this.stack = stack;
        this.progress = new Progress(known);
        this.text = folder.resolve(stack + ".log");
        this.log = new EngineLog(events());
    }

    /** What Pulumi is to be told besides, so that this sees how far it is. */
    List<String> options() {
        return List.of("--event-log", events().toString());
    }

    /** Runs Pulumi's {@code up} or {@code preview}. */
    Outcome run(Interruptible engine) throws IOException, InterruptedException {
        Files.createDirectories(text.getParent());
        Files.deleteIfExists(events());
        engine.builder().redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.to(text.toFile()));
        return new Outcome(engine.run(this), progress, text, start);
    }

    @Override
    public void tick() throws IOException {
        log.unread(progress::accept);
        if (terminal.live()) {
            terminal.replaceable(line(), "  " + Terminal.since(start));
        } else {
            tellWhatTookLong();
        }
    }

    @Override
    public void interrupted() {
        terminal.between("  interrupted: Pulumi finishes what is under way; a second Ctrl-C ends it at once");
    }

    private void tellWhatTookLong() {
        for (var change : Change.values()) {
            for (var step : progress.changed(change)) {
                if (change != Change.NONE && step.end() - step.start() > LONG && told.add(step.urn())) {
                    say(step.name() + " (" + step.type() + ") " + change.told(false), step.start(), step.end());
                }
            }
        }
        var now = System.nanoTime();
        if (now - lastLine > SILENCE) {
            progress.running().forEach(step -> say(waiting(step), step.start(), now));
            lastLine = now;
        }
    }

    private void say(String text, long from, long to) {
        terminal.line("  " + terminal.padded(text, Terminal.duration(to - from)));
        lastLine = System.nanoTime();
    }

    /** For example {@code dev: 41 of 81, creating database (aws:rds:Instance): starting PostgreSQL}. */
    private String line() {
        var line = new StringBuilder(stack);
        if (progress.done() == 0) {
            return line.append(": starting its program").toString();
        }
        line.append(": ").append(progress.done()).append(" of ").append(progress.all());
        var running = progress.running();
        if (!running.isEmpty()) {
            line.append(", ").append(waiting(running.get(0)));
            line.append(running.size() > 1 ? " and " + (running.size() - 1) + " more" : "");
        }
        return line.toString();
    }

    private String waiting(Step step) {
        return step.change().underWay() + " " + step.name() + " (" + step.type() + ")"
                + progress.doing(step).map(doing -> ": " + doing).orElse("");
    }

    private Path events() {
        return text.resolveSibling(stack + ".events.json");
    }
}
