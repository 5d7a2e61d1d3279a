package dev.holdfast.operator.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitTest {
    private static final String WHOLE = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    private Path clone;

    private Commit commit;

    @BeforeEach
    void commit() throws Exception {
        commit = new Commit(clone, Map.of("PATH", System.getenv("PATH")));
        git("init", "--quiet");
        Files.writeString(clone.resolve("file"), "one");
        git("add", ".");
        git("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "--quiet", "-m", "first");
    }

    @Test
    void isHeadWhereNothingIsChanged() throws Exception {
        assertThat(commit.tag(Optional.empty())).matches("[0-9a-f]{40}");
    }

    @Test
    void isNotHeadWhereAFileIsChanged() throws IOException {
        Files.writeString(clone.resolve("file"), "two");

        assertThatThrownBy(() -> commit.tag(Optional.empty()))
                .hasMessageContaining("M file")
                .hasMessageContaining("commit them and build anew, or name the commit with --commit");
    }

    @Test
    void isWhatIsGiven() throws Exception {
        assertThat(commit.tag(Optional.of(WHOLE))).isEqualTo(WHOLE);
    }

    @Test
    void isNoAbbreviation() {
        assertThatThrownBy(() -> commit.tag(Optional.of("0123456")))
                .hasMessageContaining("'0123456' is no commit; allowed are 40 hexadecimal digits");
    }

    @Test
    void isNothingWithoutAClone(@TempDir Path elsewhere) {
        assertThatThrownBy(() -> new Commit(elsewhere, Map.of("PATH", System.getenv("PATH"))).tag(Optional.empty()))
                .hasMessageContaining("is no clone of a git repository; name the commit with --commit");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command)
                        .directory(clone.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
