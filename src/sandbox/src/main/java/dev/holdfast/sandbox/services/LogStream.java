package dev.holdfast.sandbox.services;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A log stream: a file of lines, each with its time. */
final class LogStream implements AutoCloseable {
    /** How many lines a failure is reported with. */
    private static final int TAIL = 20;

    private final BufferedWriter file;
    private final Deque<String> tail = new ArrayDeque<>();

    /** Opens {@code <group>/<name>.log}. */
    LogStream(Path group, String name) {
        var path = group.resolve(name + ".log").normalize();
        try {
            Files.createDirectories(path.getParent());
            file = Files.newBufferedWriter(
                    path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + path, e);
        }
    }

    synchronized void write(String line) {
        if (tail.size() == TAIL) {
            tail.removeFirst();
        }
        tail.addLast(line);
        try {
            file.write(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a log", e);
        }
    }

    /** The last lines. */
    synchronized List<String> tail() {
        return List.copyOf(tail);
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end a log", e);
        }
    }
}
