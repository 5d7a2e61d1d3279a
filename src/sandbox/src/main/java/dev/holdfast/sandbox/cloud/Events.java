package dev.holdfast.sandbox.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened in the cloud that nobody asked for: tasks that ended, databases that came back. One line of JSON each,
 * the last {@value #MOST} of them. A line that a crash left unfinished is skipped.
 */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** How many are kept. */
    private static final int MOST = 1000;

    /** How many more there may be before the file is written anew. */
    private static final int SLACK = 100;

    private final Path file;
    private int kept = -1;

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

    /** Notes that something happened now. Where that cannot be written it is only logged, and what happened goes on. */
    public synchronized void tell(String account, String subject, String what) {
        LOG.info("{} {} {}", account, subject, what);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        try {
            Files.createDirectories(file.getParent());
            kept = kept < 0 ? lines().size() : kept;
            Files.writeString(
                    file,
                    beginning() + JSON.writeValueAsString(new Event(now, account, subject, what)) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            if (++kept > MOST + SLACK) {
                forget();
            }
        } catch (IOException e) {
            LOG.error("cannot write {}", file, e);
        }
    }

    /** The last ones, oldest first. */
    public synchronized List<Event> last(int count) {
        try {
            var events = lines().stream().flatMap(line -> parsed(line).stream()).toList();
            return events.subList(Math.max(0, events.size() - count), events.size());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private List<String> lines() throws IOException {
        // A crash may have left any bytes, not only those of UTF-8 text.
        return Files.exists(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList()
                : List.of();
    }

    /** What a line has to begin with: the end of the one before, if a crash took it. */
    private String beginning() throws IOException {
        try (var written = new RandomAccessFile(file.toFile(), "rw")) {
            if (written.length() == 0) {
                return "";
            }
            written.seek(written.length() - 1);
            return written.read() == '\n' ? "" : "\n";
        }
    }

    private void forget() throws IOException {
        var all = lines();
        var last = all.subList(all.size() - MOST, all.size());
        WholeFile.write(file, (String.join("\n", last) + "\n").getBytes(StandardCharsets.UTF_8));
        kept = MOST;
    }

    private static Optional<Event> parsed(String line) {
        try {
            return Optional.ofNullable(JSON.readValue(line, Event.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
