package dev.holdfast.sandbox.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What happened in the cloud that nobody asked for: tasks that ended, databases that came back. One line of JSON each. */
public final class Events {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Path file;

    /**
     * Something that happened.
     *
     * @param at when, in UTC
     * @param account where; empty where it concerns the whole cloud
     * @param subject what it happened to
     */
    public record Event(String at, String account, String subject, String what) {}

    /** Goes on with the file that an earlier run left. */
    public Events(Path file) {
        this.file = file;
    }

    /** Notes that something happened now. */
    public synchronized void tell(String account, String subject, String what) {
        var event = new Event(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), account, subject, what);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    JSON.writeValueAsString(event) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The last ones, oldest first. */
    public synchronized List<Event> last(int count) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            var lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            var events = new ArrayList<Event>();
            for (var line : lines.subList(Math.max(0, lines.size() - count), lines.size())) {
                events.add(JSON.readValue(line, Event.class));
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
