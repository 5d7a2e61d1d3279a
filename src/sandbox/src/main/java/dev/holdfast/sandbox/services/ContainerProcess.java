package dev.holdfast.sandbox.services;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A running program of a container, whose output goes to its log stream. */
final class ContainerProcess {
    private final Process process;
    private final Thread reader;

    ContainerProcess(Process process, LogStream log) {
        this.process = process;
        reader = new Thread(() -> copy(log), "log of process " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** How it ended, if it did, with its log complete. */
    OptionalInt exitCode() {
        if (process.isAlive()) {
            return OptionalInt.empty();
        }
        try {
            reader.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return OptionalInt.of(process.exitValue());
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Ends it at once, without a word of warning. */
    void kill() {
        process.toHandle().destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it as ECS does: SIGTERM, and SIGKILL when the time is over. */
    void stop(Duration patience) {
        // Process.destroy would close the pipe too, and lose what the program still has to say.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.toHandle().destroyForcibly();
            }
            process.waitFor();
            reader.join(1000);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void copy(LogStream log) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.write(line);
            }
        } catch (IOException e) {
            log.write("the sandbox lost the rest of this log: " + e.getMessage());
        }
    }
}
