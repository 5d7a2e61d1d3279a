package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
    @TempDir
    private Path root;

    @BeforeEach
    void twoEnvironmentsThatLogged() throws IOException {
        var site = new Site(root.resolve(".sandbox"));
        stream(site.logGroup("111111111111", "/holdfast/dev/api").resolve("api/api/1.log"), """
                2026-01-01T00:00:01.000Z one
                2026-01-01T00:00:03.000Z three
                """);
        stream(site.logGroup("222222222222", "/holdfast/prod/api").resolve("api/api/2.log"), """
                2026-01-01T00:00:02.000Z two
                2026-01-01T00:00:04.000Z fo""");
        stream(
                site.logGroup("111111111111", "/holdfast/dev/migrations").resolve("3.log"),
                "2026-01-01T00:00:00.000Z no\n");
        stream(site.log(), "the cloud itself\n");
    }

    @Test
    void mergesTheStreamsOfAllEnvironmentsByTime() {
        assertThat(logs("api").out()).isEqualTo("""
                2026-01-01T00:00:01.000Z holdfast/dev/api/api/api/1 one
                2026-01-01T00:00:02.000Z holdfast/prod/api/api/api/2 two
                2026-01-01T00:00:03.000Z holdfast/dev/api/api/api/1 three
                """);
    }

    @Test
    void beginsWithTheLastLines() {
        assertThat(logs("api", "--tail", "1").out()).contains("three").doesNotContain("two");
    }

    @Test
    void showsTheCloudsOwnLogAsItIs() {
        assertThat(logs("cloud").out()).isEqualTo("the cloud itself\n");
    }

    @Test
    void saysThatNothingWasLogged() {
        var terminal = logs("web");

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).contains("'web'", "./sandbox status");
    }

    private Captured logs(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "logs";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        var terminal = new Captured();
        Sandbox.commandLine(terminal.terminal(), root).execute(all);
        return terminal;
    }

    private static void stream(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
