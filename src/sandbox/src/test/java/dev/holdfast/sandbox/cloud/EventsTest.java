package dev.holdfast.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.holdfast.sandbox.cloud.Events.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
    @TempDir
    private Path directory;

    private Path file;
    private Events events;

    @BeforeEach
    void open() {
        file = directory.resolve("events.jsonl");
        events = new Events(file);
    }

    @Test
    void knowsNothingWhereNothingHappened() {
        assertThat(events.last(10)).isEmpty();
    }

    @Test
    void tellsTheLastOnesInTheirOrderAfterARestartToo() {
        events.tell("111122223333", "service api", "first");
        events.tell("111122223333", "service api", "second");
        events.tell("", "cloud", "third");

        var last = new Events(file).last(2);

        assertThat(last).extracting(Event::what).containsExactly("second", "third");
        assertThat(last).extracting(Event::account).containsExactly("111122223333", "");
    }

    @Test
    void skipsALineThatACrashToreAndGoesOnBehindIt() throws IOException {
        events.tell("", "cloud", "before");
        Files.write(file, new byte[] {'{', '"', 'a', 't', (byte) 0xe2, (byte) 0x82}, StandardOpenOption.APPEND);
        events = new Events(file);

        events.tell("", "cloud", "after");

        assertThat(events.last(10)).extracting(Event::what).containsExactly("before", "after");
    }

    @Test
    void keepsTheLastThousandOnly() throws IOException {
        for (var i = 0; i < 1_250; i++) {
            events.tell("", "cloud", "event " + i);
        }

        assertThat(Files.readAllLines(file)).hasSizeBetween(1_000, 1_100);
        assertThat(events.last(1)).extracting(Event::what).containsExactly("event 1249");
        assertThat(events.last(1_000)).hasSize(1_000);
    }

    @Test
    void isNoReasonToStopWhereItCannotBeWritten() throws IOException {
        Files.createDirectory(file);

        assertThatCode(() -> events.tell("", "cloud", "anything")).doesNotThrowAnyException();
    }
}
