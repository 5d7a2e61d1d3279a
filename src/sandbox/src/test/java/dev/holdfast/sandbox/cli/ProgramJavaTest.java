package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** tools/java/java, with a fake of the Java that it calls. */
class ProgramJavaTest {
    private static final Path JAVA = Script.ROOT.resolve("tools/java/java");
    private static final String[] PLUGINS = {"-cp", "program.jar", "com.pulumi.bootstrap.internal.Main", "packages"};
    private static final String[] PROGRAM = {"-jar", "program.jar"};
    /** A java that says what it is asked, writes what it is told to, and fails if the test wants it. */
    private static final String FAKE = """
            echo "$*" >>"$LOG"
            for argument in "$@"; do
              case $argument in
                -XX:DumpLoadedClassList=* | -XX:SharedArchiveFile=*) [ -e "${argument#*=}" ] || echo classes >"${argument#*=}" ;;
                packages) echo "[$RANDOM]" ;;
              esac
            done
            exit "${FAILS-0}"
            """;

    @TempDir
    private Path directory;

    private Path log;
    private Path jar;
    private Path kept;
    private Map<String, String> environment;

    @BeforeEach
    void aJavaAndAProgram() throws IOException {
        Script.write(directory.resolve("jdk/bin/java"), FAKE);
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"17\"\n");
        jar = Files.writeString(directory.resolve("program.jar"), "program");
        kept = directory.resolve(".java");
        log = directory.resolve("log");
        environment = new HashMap<>(Map.of(
                "PATH",
                JAVA.getParent() + ":" + directory.resolve("jdk/bin") + ":" + System.getenv("PATH"),
                "LOG",
                log.toString(),
                "TMPDIR",
                Files.createDirectory(directory.resolve("tmp")).toString(),
                "PULUMI_MONITOR",
                "127.0.0.1:1"));
    }

    @AfterEach
    void waitsForWhatGoesOnBehindTheUpdate() {
        await().untilAsserted(() -> assertThat(directory.resolve("tmp")).isEmptyDirectory());
    }

    @Test
    void asksForThePluginsOnce() throws Exception {
        var first = java(PLUGINS);
        var second = java(PLUGINS);

        assertThat(first.out()).startsWith("[").isEqualTo(second.out());
        assertThat(calls()).containsExactly(String.join(" ", PLUGINS));
    }

    @Test
    void asksForThePluginsAgainWhenAJarChanged() throws Exception {
        java(PLUGINS);
        Files.writeString(jar, "another program");
        java(PLUGINS);

        assertThat(calls()).hasSize(2);
    }

    @Test
    void asksForThePluginsAgainWhenALibraryCame() throws Exception {
        java(PLUGINS);
        Files.createDirectories(directory.resolve("lib"));
        Files.writeString(directory.resolve("lib/library.jar"), "library");
        java(PLUGINS);

        assertThat(calls()).hasSize(2);
    }

    @Test
    void keepsNoAnswerOfAJavaThatFailed() throws Exception {
        environment.put("FAILS", "3");
        assertThat(java(PLUGINS).code()).isEqualTo(3);

        environment.put("FAILS", "0");
        assertThat(java(PLUGINS).code()).isZero();
        assertThat(calls()).hasSize(2);
    }

    @Test
    void startsAProgramFromTheClassesOfItsFirstRun() throws Exception {
        java(PROGRAM);
        await().until(() -> Files.exists(kept.resolve("classes.jsa")));
        java(PROGRAM);

        assertThat(calls()).hasSize(3);
        assertThat(calls().get(0)).contains("-XX:DumpLoadedClassList=").endsWith("-jar program.jar");
        assertThat(calls().get(1)).contains("-Xshare:dump").endsWith("-cp program.jar");
        assertThat(calls().get(2))
                .contains("-XX:SharedArchiveFile=./.java/classes.jsa")
                .endsWith("-jar program.jar");
    }

    @Test
    void keepsNoClassesOfAProgramThatFailed() throws Exception {
        environment.put("FAILS", "1");

        assertThat(java(PROGRAM).code()).isEqualTo(1);
        assertThat(calls()).hasSize(1);
        assertThat(kept).isDirectoryNotContaining("glob:**classes*");
    }

    @Test
    void startsAChangedProgramWithoutTheClassesOfTheFormerOne() throws Exception {
        java(PROGRAM);
        await().until(() -> Files.exists(kept.resolve("classes.jsa")));
        Files.writeString(jar, "another program");
        java(PROGRAM);

        assertThat(calls().get(2)).contains("-XX:DumpLoadedClassList=").doesNotContain("SharedArchiveFile");
    }

    @Test
    void runsAProgramAsItIsWhereNothingCanBeKept() throws Exception {
        Files.writeString(kept, "no folder");

        assertThat(java(PROGRAM).code()).isZero();
        assertThat(calls()).containsExactly("-jar program.jar");
    }

    @Test
    void passesOnWhatIsNoQuestionOfPulumis() throws Exception {
        java("--version");
        java("-agentlib:jdwp=server=y", "-jar", "program.jar");
        environment.remove("PULUMI_MONITOR");
        java(PROGRAM);

        assertThat(calls())
                .containsExactly("--version", "-agentlib:jdwp=server=y -jar program.jar", "-jar program.jar");
        assertThat(kept).doesNotExist();
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        var tools = Files.createDirectories(directory.resolve("tools"));
        Files.createSymbolicLink(tools.resolve("bash"), Path.of("/bin/bash"));
        environment.put("PATH", JAVA.getParent() + ":" + tools);

        var result = java("--version");

        assertThat(result.code()).isEqualTo(127);
        assertThat(result.err()).contains("no java on PATH besides this one");
    }

    private Script.Result java(String... arguments) throws IOException, InterruptedException {
        var command = new String[arguments.length + 1];
        command[0] = JAVA.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Script.run(directory, environment, command);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(log);
    }
}
