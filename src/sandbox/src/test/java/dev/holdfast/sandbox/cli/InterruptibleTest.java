package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of something that ends in order when it is asked to, by a process that is told to end. */
class InterruptibleTest {
    /** Notes each time that it is asked to end, and does so when it may; as Pulumi even where Ctrl-C is ignored. */
    private static final String RUN = """
            [ -n "${again-}" ] || again=yes exec env --default-signal=INT "$0"
            trap 'echo asked >>"$0/asked"' INT
            echo $$ >"$0/started"
            until [ -e "$0/may-end" ]; do sleep 0.05; done
            echo ended >>"$0/asked"
            """;

    @TempDir
    private Path folder;

    private Path script;

    @BeforeEach
    void aRun() throws IOException {
        script = Script.write(folder.resolve("pulumi"), RUN.replace("$0/", folder + "/"));
    }

    /** A command that runs something, as a process of its own. */
    static final class Command {
        private Command() {}

        public static void main(String[] arguments) throws Exception {
            var folder = Path.of(arguments[0]);
            var run = new Interruptible(
                    new ProcessBuilder(folder.resolve("pulumi").toString()), folder.resolve("pid"));
            run.run(new Interruptible.Watch() {
                @Override
                public void tick() {
                    // Nothing is shown here.
                }

                @Override
                public void interrupted() {
                    System.out.println("interrupted");
                }
            });
            System.out.println(run.wasInterrupted() ? "told what is left" : "done");
            if (run.wasInterrupted()) {
                run.end();
            }
        }
    }

    @Test
    void endsWithWhatItRuns() throws Exception {
        Files.createFile(folder.resolve("may-end"));

        var result = Script.end(command());

        assertThat(result.out()).isEqualTo("done\n");
        assertThat(folder.resolve("pid")).doesNotExist();
    }

    @Test
    void passesOneSignalOnAndHasTheLastWordBeforeItEnds() throws Exception {
        var command = command();
        await().until(() -> Files.exists(folder.resolve("started")));

        // The handle, because the process itself would close its output.
        command.toHandle().destroy();
        await().until(() -> Files.exists(folder.resolve("asked")));
        assertThat(command.isAlive()).as("waits for what it runs").isTrue();
        Files.createFile(folder.resolve("may-end"));
        var result = Script.end(command);

        assertThat(folder.resolve("asked")).hasContent("asked\nended\n");
        assertThat(result.out()).isEqualTo("interrupted\ntold what is left\n");
        assertThat(result.code()).isEqualTo(128 + 15);
    }

    @Test
    void leavesWhatItRunsToItsEndWhenItIsKilledAndSaysWhichThatIs() throws Exception {
        var command = command();
        await().until(() -> Files.exists(folder.resolve("started")));

        command.destroyForcibly().waitFor();

        assertThat(Interruptible.left(folder.resolve("pid")))
                .contains(Long.parseLong(
                        Files.readString(folder.resolve("started")).strip()));
        Files.createFile(folder.resolve("may-end"));
        await().until(() -> Files.exists(folder.resolve("asked")));
        assertThat(folder.resolve("asked")).hasContent("ended\n");
    }

    @Test
    void nothingIsLeftWhereTheFileIsDamaged() throws IOException {
        assertThat(Interruptible.left(Files.writeString(folder.resolve("pid"), "garbage")))
                .isEmpty();
    }

    private Process command() throws IOException {
        return Script.start(
                folder,
                Map.of("PATH", System.getenv("PATH")),
                List.of(
                                Path.of(System.getProperty("java.home"), "bin/java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Command.class.getName(),
                                folder.toString())
                        .toArray(String[]::new));
    }
}
