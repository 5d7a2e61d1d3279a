package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** policy/bin/mvn-policy, with a Java that only writes down how it was called. */
class LauncherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> START = List.of("compile", "exec:java", "-Dexec.args=127.0.0.1:4711");

    @TempDir
    private Path folder;

    private Path pack;

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void aBuiltPack() throws IOException {
        pack = Files.createDirectories(folder.resolve("a pack"));
        Files.createDirectories(pack.resolve("bin"));
        Files.createDirectories(pack.resolve("rules/target/lib"));
        Files.copy(Path.of("../bin/mvn-policy"), pack.resolve("bin/mvn-policy"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(pack.resolve("rules/target/holdfast-policy.jar"), "jar");
    }

    private Path java(String name) throws IOException {
        var home = Files.createDirectories(folder.resolve(name));
        Files.writeString(home.resolve("release"), "17");
        script(home.resolve("bin/java"), """
                case "$*" in
                  *--rehearse) for option in "$@"; do case $option in
                    -XX:ArchiveClassesAtExit=*) sleep 0.2; echo archive >"${option#*=}" ;; esac; done; echo noise ;;
                  *) echo 4242; echo "$0 $*" >&2; env | grep ^JAVA_ >&2 ;;
                esac
                """);
        return home;
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended run(Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(pack.resolve("bin/mvn-policy").toString()));
        command.addAll(arguments);
        var out = folder.resolve("out").toFile();
        var err = folder.resolve("err").toFile();
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Ended(code, Files.readString(out.toPath()), Files.readString(err.toPath()));
    }

    @Test
    void itStartsTheJarWithTheEnginesAddressAndSaysNothingButThePort() throws Exception {
        var started = run(Map.of("JAVA_HOME", java("jdk").toString()), START);

        assertThat(started.code()).isZero();
        assertThat(started.out()).isEqualTo("4242\n");
        assertThat(started.err())
                .endsWith("-jar " + pack + "/rules/target/holdfast-policy.jar 127.0.0.1:4711\nJAVA_HOME="
                        + folder.resolve("jdk") + "\n")
                .contains("-Dpolicy.directory=" + pack + " ");
    }

    @Test
    void optionsThatAreMeantForProgramsAreNotPassedOn() throws Exception {
        var home = java("jdk").toString();
        var started = run(Map.of("JAVA_HOME", home, "JAVA_TOOL_OPTIONS", "-XX:+UseG1GC"), START);

        assertThat(started.err()).doesNotContain("JAVA_TOOL_OPTIONS");
    }

    @Test
    void withoutJavaHomeItTakesTheFirstRealJavaOfThePath() throws Exception {
        script(folder.resolve("stand-in/java"), "echo stand-in");
        var real = java("jdk").resolve("bin");

        var started = run(Map.of("PATH", folder.resolve("stand-in") + ":" + real + ":" + System.getenv("PATH")), START);

        assertThat(started.out()).isEqualTo("4242\n");
        assertThat(started.err()).startsWith(real.resolve("java") + " ");
    }

    @Test
    void withoutAnyJavaItSaysSo() throws Exception {
        var tools = folder.resolve("tools");
        for (var tool : List.of("env", "dirname", "readlink", "stat", "cat", "mkdir", "find")) {
            script(tools.resolve(tool), "PATH=/usr/bin:/bin exec " + tool + " \"$@\"");
        }
        script(tools.resolve("bash"), "exec /bin/bash \"$@\"");

        var ended = run(Map.of("PATH", tools.toString()), START);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .isEqualTo("policy pack: there is no java; install a JDK 17 or newer, and set JAVA_HOME or PATH\n");
    }

    @Test
    void aJavaHomeWithoutJavaIsNamed() throws Exception {
        assertThat(run(Map.of("JAVA_HOME", "/nowhere"), START).err())
                .isEqualTo("policy pack: JAVA_HOME is /nowhere, where there is no bin/java\n");
    }

    @Test
    void aPackThatIsNotBuiltSaysHowItIs() throws Exception {
        Files.delete(pack.resolve("rules/target/holdfast-policy.jar"));

        var ended = run(Map.of("JAVA_HOME", java("jdk").toString()), START);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo("policy pack: it is not built; run: ./mvnw package -DskipTests -pl policy/rules -am\n");
    }

    @Test
    void toInstallThereIsNothingToDo() throws Exception {
        Files.delete(pack.resolve("rules/target/holdfast-policy.jar"));

        assertThat(run(Map.of(), List.of("--no-transfer-progress", "compile"))).isEqualTo(new Ended(0, "", ""));
    }

    @Test
    void theClassesOfARehearsalAreUsedUntilAJarChanges() throws Exception {
        var environment = Map.of("JAVA_HOME", java("jdk").toString());
        var archive = pack.resolve("rules/target/.java/classes.jsa");

        assertThat(run(environment, START).err()).doesNotContain("SharedArchiveFile");
        await(archive);
        assertThat(run(environment, START).err()).contains("-XX:SharedArchiveFile=" + archive + " ");

        Files.writeString(pack.resolve("rules/target/lib/rule.jar"), "another rule");
        assertThat(run(environment, START).err()).doesNotContain("SharedArchiveFile");
        await(archive);
        assertThat(run(environment, START).err()).contains("SharedArchiveFile");
    }

    private static void await(Path file) throws InterruptedException, IOException {
        var end = Instant.now().plus(PATIENCE);
        while (!Files.exists(file) || anyInTheMaking(file.getParent())) {
            assertThat(Instant.now()).as("%s is made", file).isBefore(end);
            Thread.sleep(20);
        }
    }

    private static boolean anyInTheMaking(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("making."));
        }
    }
}
