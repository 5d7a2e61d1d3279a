package dev.holdfast.sandbox.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A run of Pulumi that ends in order when this command is interrupted. Pulumi ends at once at a second signal and loses
 * what is under way, so it runs in a process group of its own, and a shell passes on one signal for each Ctrl-C, and one
 * for a SIGTERM. A killed command leaves it to its end; the next command finds its process id in a file.
 */
final class Interruptible {
    private static final String SHELL = """
            set -m
            file=$1; shift
            child= asked= early=
            interrupt() { asked=yes; if [ -n "$child" ]; then kill -INT "$child"; else early=yes; fi; }
            trap interrupt INT
            trap '[ -n "$asked" ] || interrupt' TERM
            trap : HUP
            "$@" & child=$!
            set +m
            [ -z "$early" ] || kill -INT "$child"
            echo "$child" >"$file"
            while kill -0 "$child" 2>/dev/null; do wait "$child"; done
            wait "$child"; outcome=$?
            rm -f "$file"
            exit "$outcome"
            """;

    private final ProcessBuilder builder;
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile boolean interrupted;

    /** What is asked for while it runs: to show how far it is, and that it was told to end. */
    interface Watch {
        void tick() throws IOException;

        void interrupted();
    }

    /**
     * @param file gets the process id of what runs, for as long as it does
     */
    Interruptible(ProcessBuilder builder, Path file) {
        var command = new ArrayList<>(List.of("bash", "-c", SHELL, "pulumi", file.toString()));
        command.addAll(builder.command());
        this.builder = builder.command(command);
    }

    /** What the next {@link #run} starts. */
    ProcessBuilder builder() {
        return builder;
    }

    /** Whether it was told to end before its time. */
    boolean wasInterrupted() {
        return interrupted;
    }

    /** Runs it to its end, and returns its exit code. */
    int run(Watch watch) throws IOException, InterruptedException {
        var running = new CompletableFuture<Process>();
        var hook = new Thread(() -> {
            interrupted = true;
            watch.interrupted();
            running.thenAccept(Interruptible::endInOrder).join();
            awaitTold();
        });
        // Before it is started, so that no signal comes between.
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            running.complete(builder.start());
        } catch (IOException e) {
            forget(hook);
            throw e;
        }
        var process = running.join();
        process.getOutputStream().close();
        while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
            watch.tick();
        }
        watch.tick();
        interrupted |= !forget(hook);
        return process.exitValue();
    }

    /** Ends this process, once all is said of a run that was interrupted. */
    void end() throws InterruptedException {
        told.countDown();
        Thread.currentThread().join();
    }

    /** The process id of the run that a killed command left under way, if there is one. */
    static Optional<Long> left(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var text = Files.readString(file).strip();
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** Takes the hook away; answers no where it is at work. */
    private static boolean forget(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void endInOrder(Process process) {
        process.destroy();
        process.onExit().join();
    }

    private void awaitTold() {
        try {
            // The thread that waits for the run has the last word; that it has none must not keep this process.
            told.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
