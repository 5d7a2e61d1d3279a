package dev.holdfast.operator.promotion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./holdfast destroy}, with a pulumi that writes down what it was told to do. */
class DestroyTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @BeforeEach
    void putsAPulumiOnThePath() throws IOException {
        pulumi("exit 0");
    }

    private void pulumi(String end) throws IOException {
        var script = directory.resolve("pulumi");
        Files.writeString(script, "#!/bin/sh\necho \"$@\" >> \"$0.log\"\necho \"pulumi says $1\"\n" + end + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private int destroy(String stack) {
        var stream = new PrintStream(said, true, UTF_8);
        var environment = Map.of("PATH", directory + ":" + System.getenv("PATH"));
        return Holdfast.commandLine(new Screen(stream, stream, false, true, 200), directory, environment)
                .execute("destroy", stack);
    }

    private List<String> done() throws IOException {
        var log = directory.resolve("pulumi.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    @Test
    void destroysWhatIsInAReviewEnvironmentAndThenItsStack() throws IOException {
        assertThat(destroy("review-1")).isZero();

        assertThat(done())
                .containsExactly(
                        "destroy --yes --stack review-1 --non-interactive --color never",
                        "stack rm --yes --stack review-1 --non-interactive --color never");
        assertThat(said.toString(UTF_8)).contains("pulumi says destroy", "review-1 is gone", "seven days");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "stage", "prod"})
    void refusesWhatIsKept(String stack) throws IOException {
        assertThat(destroy(stack)).isEqualTo(1);

        assertThat(done()).isEmpty();
        assertThat(said.toString(UTF_8)).contains("'" + stack + "' is no review environment", "tear-down");
    }

    @Test
    void refusesWhatIsNoEnvironment() throws IOException {
        assertThat(destroy("revue-1")).isEqualTo(1);

        assertThat(done()).isEmpty();
        assertThat(said.toString(UTF_8)).contains("'revue-1' is no environment; allowed is review-<name>");
    }

    @Test
    void keepsTheStackOfWhatCouldNotBeDestroyed() throws IOException {
        pulumi("exit 255");

        assertThat(destroy("review-1")).isEqualTo(1);

        assertThat(done()).hasSize(1);
        assertThat(said.toString(UTF_8)).contains("./holdfast destroy review-1 again: it goes on where it stopped");
    }
}
