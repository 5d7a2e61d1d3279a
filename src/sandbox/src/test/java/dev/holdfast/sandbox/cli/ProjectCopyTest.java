package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cli.Projects.Image;
import dev.holdfast.sandbox.cli.Projects.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectCopyTest {
    private static final String STACK = """
            secretsprovider: awskms://alias/state?region=eu-central-1
            encryptedkey: AQICAHh
            encryptionsalt: v1:real
            config:
              aws:region: eu-central-1
              holdfast:zones: a,b
              holdfast:number: "007"
            """;
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @TempDir
    private Path root;

    private Path source;
    private ProjectCopy copy;

    @BeforeEach
    void aProjectSetUpForAws() throws IOException {
        source = Files.createDirectories(root.resolve("src/system"));
        Files.writeString(source.resolve("Pulumi.yaml"), """
                name: holdfast
                runtime:
                  name: java
                  options:
                    binary: target/system.jar
                """);
        Files.writeString(source.resolve("Pulumi.dev.yaml"), STACK);
        copy = new ProjectCopy(
                new Workspace(root),
                "system",
                new Project(
                        "src/system",
                        List.of("dev", "review-*"),
                        null,
                        null,
                        null,
                        null,
                        Map.of("holdfast:zones", "c", "holdfast:deep", Map.of("a", 1)),
                        Map.of("review-own", Map.of("holdfast:zones", "d", "holdfast:domain", "one.test")),
                        Map.of("holdfast/api", new Image("image.tar", "holdfast:apiDigest"))),
                "eu-central-1");
    }

    @Test
    void givesAStackWhatHoldsForItAloneAndNoOtherOne() throws IOException {
        copy.write(Map.of(), "review-own");

        assertThat(copy.folder().resolve("Pulumi.review-own.yaml"))
                .content()
                .contains("holdfast:domain: one.test", "holdfast:zones: d");
        assertThat(copy.folder().resolve("Pulumi.dev.yaml"))
                .content()
                .contains("holdfast:zones: c")
                .doesNotContain("holdfast:domain");
    }

    @Test
    void pointsBackAtTheProgram() throws IOException {
        copy.write(Map.of());

        assertThat(copy.folder().resolve("Pulumi.yaml"))
                .content()
                .contains("main: ../../../src/system\n", "binary: target/system.jar");
        assertThat(copy.folder().resolve("../../../src/system")).isDirectory();
    }

    @Test
    void keepsTheProgramsOwnMain() throws IOException {
        Files.writeString(source.resolve("Pulumi.yaml"), "name: holdfast\nruntime: java\nmain: program\n");

        copy.write(Map.of());

        assertThat(copy.folder().resolve("Pulumi.yaml")).content().contains("main: ../../../src/system/program\n");
    }

    @Test
    void leavesOutHowTheRealBackendEncrypts() throws IOException {
        copy.write(Map.of());

        assertThat(stack("dev"))
                .contains("aws:region: eu-central-1")
                .doesNotContain("secretsprovider", "encryptedkey", "encryptionsalt");
    }

    @Test
    void keepsTheSaltOfAStackThatIsInitialized() throws IOException {
        copy.write(Map.of());
        Files.writeString(copy.folder().resolve("Pulumi.dev.yaml"), "encryptionsalt: v1:own\n");

        copy.write(Map.of());

        assertThat(stack("dev")).contains("encryptionsalt: v1:own").doesNotContain("v1:real");
    }

    @Test
    void setsWhatHoldsInTheSandbox() throws IOException {
        copy.write(Map.of());

        assertThat(stack("dev"))
                .contains("holdfast:zones: c\n", "holdfast:deep:\n    a: 1\n")
                .doesNotContain("a,b");
    }

    @Test
    void keepsTextThatLooksLikeANumberText() throws IOException {
        copy.write(Map.of());

        assertThat(stack("dev")).contains("holdfast:number: \"007\"");
    }

    @Test
    void setsTheDigestsOfThePushedImages() throws IOException {
        copy.write(Map.of("holdfast:apiDigest", DIGEST));

        assertThat(stack("dev")).contains("holdfast:apiDigest: " + DIGEST);
    }

    @Test
    void keepsTheDigestsOfAnEarlierPush() throws IOException {
        copy.write(Map.of("holdfast:apiDigest", DIGEST));

        copy.write(Map.of());

        assertThat(stack("dev")).contains("holdfast:apiDigest: " + DIGEST);
    }

    @Test
    void forgetsWhatTheRepositoryNoLongerSets() throws IOException {
        copy.write(Map.of());
        Files.writeString(source.resolve("Pulumi.dev.yaml"), "config:\n  aws:region: eu-west-1\n");

        copy.write(Map.of());

        assertThat(stack("dev")).contains("eu-west-1").doesNotContain("holdfast:number");
    }

    @Test
    void givesAStackWithoutAFileOne() throws IOException {
        copy.write(Map.of(), "review-1");

        assertThat(stack("review-1"))
                .as("a stack without a file of its own")
                .contains("holdfast:zones: c", "aws:region: eu-central-1");
    }

    @Test
    void leavesOutFilesOfStacksThatTheSandboxDoesNotRun() throws IOException {
        Files.writeString(source.resolve("Pulumi.other.yaml"), STACK);

        copy.write(Map.of());

        assertThat(copy.folder().resolve("Pulumi.other.yaml")).doesNotExist();
    }

    @Test
    void namesTheValuesThatOnlyTheRealBackendCanDecrypt() throws IOException {
        Files.writeString(
                source.resolve("Pulumi.dev.yaml"),
                "config:\n  holdfast:token:\n    secure: AAAB\n  holdfast:list:\n    - name: x\n      key:\n        secure: AAAC\n");

        var left = copy.write(Map.of());

        assertThat(left)
                .hasSize(2)
                .anySatisfy(note -> assertThat(note).contains("holdfast:token in Pulumi.dev.yaml", "sandbox.yaml"));
        assertThat(stack("dev")).doesNotContain("AAAB", "AAAC");
    }

    @Test
    void changesNoFileOfTheRepository() throws IOException {
        copy.write(Map.of("holdfast:apiDigest", DIGEST), "review-1");

        assertThat(source.resolve("Pulumi.dev.yaml")).hasContent(STACK);
        assertThat(source).isDirectoryNotContaining("glob:**/Pulumi.review-1.yaml");
    }

    @Test
    void saysWhichFileIsNoYaml() throws IOException {
        Files.writeString(source.resolve("Pulumi.dev.yaml"), "config: [");

        assertThatThrownBy(() -> copy.write(Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("src/system/Pulumi.dev.yaml");
    }

    @Test
    void saysWhichFileIsNoText() throws IOException {
        Files.write(source.resolve("Pulumi.dev.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> copy.write(Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("src/system/Pulumi.dev.yaml is no text in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"just words", "- a\n- b\n", "config: words\n", "config: [a]\n"})
    void saysWhichFileHasNoKeysAndValues(String content) throws IOException {
        Files.writeString(source.resolve("Pulumi.dev.yaml"), content);

        assertThatThrownBy(() -> copy.write(Map.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("src/system/Pulumi.dev.yaml")
                .hasMessageContaining("keys and values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "config:\n", "# only a comment\n"})
    void takesAFileThatSetsNothing(String content) throws IOException {
        Files.writeString(source.resolve("Pulumi.dev.yaml"), content);

        copy.write(Map.of());

        assertThat(stack("dev")).contains("holdfast:zones: c");
    }

    @Test
    void writesADamagedCopyAnew() throws IOException {
        copy.write(Map.of());
        var whole = stack("dev");
        Files.write(copy.folder().resolve("Pulumi.dev.yaml"), new byte[] {(byte) 0xff, 0, '{'});
        Files.writeString(copy.folder().resolve("Pulumi.yaml"), "[");

        copy.write(Map.of());

        assertThat(stack("dev")).isEqualTo(whole);
    }

    private String stack(String name) throws IOException {
        return Files.readString(copy.folder().resolve("Pulumi." + name + ".yaml"));
    }
}
