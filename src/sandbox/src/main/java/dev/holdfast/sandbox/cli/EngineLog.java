package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The engine's events, which it appends to a file while it works: one line of JSON each. */
final class EngineLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private long read;
    /** The beginning of a line whose end is not written yet. */
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    EngineLog(Path file) {
        this.file = file;
    }

    /** Hands over the events that were written since the last time. */
    void unread(Consumer<JsonNode> events) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(read);
            var buffer = new byte[1 << 16];
            for (var count = log.read(buffer); count > 0; count = log.read(buffer)) {
                read += count;
                for (var i = 0; i < count; i++) {
                    if (buffer[i] == '\n') {
                        event(events);
                    } else {
                        begun.write(buffer[i]);
                    }
                }
            }
        }
    }

    private void event(Consumer<JsonNode> events) throws IOException {
        try {
            events.accept(JSON.readTree(begun.toByteArray()));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " holds what is no event of Pulumi's engine", e);
        } finally {
            begun.reset();
        }
    }
}
