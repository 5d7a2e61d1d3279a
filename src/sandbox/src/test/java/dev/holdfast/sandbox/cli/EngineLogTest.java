package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLogTest {
    @TempDir
    private Path folder;

    private final ArrayList<String> events = new ArrayList<>();

    @Test
    void readsEachEventOnceAndOnlyWhenItsLineIsWhole() throws IOException {
        var file = folder.resolve("log");
        var log = new EngineLog(file);
        log.unread(event -> events.add(event.toString()));
        Files.writeString(file, "{\"a\":1}\n{\"b\"");
        log.unread(event -> events.add(event.toString()));
        assertThat(events).containsExactly("{\"a\":1}");

        Files.writeString(file, ":2}\n", StandardOpenOption.APPEND);
        log.unread(event -> events.add(event.toString()));

        assertThat(events).containsExactly("{\"a\":1}", "{\"b\":2}");
    }

    @Test
    void namesTheFileThatHoldsSomethingElse() throws IOException {
        var file = Files.writeString(folder.resolve("log"), "garbage\n");

        assertThatThrownBy(() -> new EngineLog(file).unread(event -> events.add(event.toString())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }
}
