package dev.holdfast.sandbox.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A log stream: a file of lines, each with its time. */
final class LogStream {
    /** How many lines a failure is reported with. */
    private static final int TAIL = 20;

    private final Path file;
    private final Deque<String> tail = new ArrayDeque<>();

    /** The stream {@code <group>/<name>.log}. */
    LogStream(Path group, String name) {
        file = group.resolve(name + ".log").normalize();
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + file, e);
        }
    }

    synchronized void write(String line) {
        if (tail.size() == TAIL) {
            tail.removeFirst();
        }
        tail.addLast(line);
        var timed = Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n";
        try {
            Files.writeString(file, timed, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + file, e);
        }
    }

    /** The last lines. */
    synchronized List<String> tail() {
        return List.copyOf(tail);
    }
}
