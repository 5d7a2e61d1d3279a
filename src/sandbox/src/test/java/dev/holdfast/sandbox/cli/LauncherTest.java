package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a fake Java and a fake Maven. */
class LauncherTest {
    @TempDir
    private Path root;

    private Path java;
    private Path built;
    private Map<String, String> environment;

    @BeforeEach
    void aCloneThatIsBuilt() throws IOException {
        Script.copy(root, "sandbox");
        Script.copy(root, "tools/launcher");
        Files.writeString(root.resolve("pom.xml"), "");
        for (var module : new String[] {"sandbox", "conventions", "services/api"}) {
            var folder = root.resolve("src").resolve(module);
            Files.createDirectories(folder.resolve("src/main/java"));
            Files.writeString(folder.resolve("src/main/java/A.java"), "");
            var runs = !module.equals("conventions");
            Files.writeString(folder.resolve("pom.xml"), runs ? "<mainClass>dev.A</mainClass>" : "");
            Files.createDirectories(folder.resolve("target"));
            var jar = Files.writeString(folder.resolve("target").resolve(folder.getFileName() + ".jar"), "");
            age(jar, 60);
        }
        age(root.resolve("pom.xml"), 3600);
        try (var sources = Files.walk(root.resolve("src"))) {
            for (var source :
                    sources.filter(file -> !file.toString().endsWith(".jar")).toList()) {
                age(source, 3600);
            }
        }
        built = root.resolve("built");
        Script.write(root.resolve("mvnw"), "echo \"$*\" >>'" + built + "'");
        java = jdk("jdk", "17.0.15");
        environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", java.toString()));
    }

    @Test
    void handsTheArgumentsToTheJarOfItsOwnClone() throws Exception {
        assertThat(sandbox("logs", "a b").out())
                .contains("-Dsandbox.root=" + root)
                .contains("-jar|" + root + "/src/sandbox/target/sandbox.jar|logs|a b|");
    }

    @Test
    void findsItsCloneThroughALink() throws Exception {
        var link = Files.createSymbolicLink(
                Files.createDirectory(root.resolve("bin")).resolve("sandbox"), Path.of("../sandbox"));

        var result = Script.run(Path.of("/"), environment, link.toString(), "status");

        assertThat(result.out()).contains("-Dsandbox.root=" + root + "|");
    }

    @Test
    void buildsNothingWhileNothingChanged() throws Exception {
        sandbox("up");

        assertThat(built).doesNotExist();
    }

    @Test
    void buildsTheModuleWhoseSourceIsNewer() throws Exception {
        touch(root.resolve("src/services/api/src/main/java/A.java"));

        var result = sandbox("up");

        assertThat(built).content().contains("-pl src/services/api ").contains("package");
        assertThat(result.err()).contains("built services/api in");
        assertThat(result.out()).contains("|up|");
    }

    @Test
    void buildsAModuleWithoutAJar() throws Exception {
        Files.delete(root.resolve("src/services/api/target/api.jar"));

        sandbox("preview", "prod");

        assertThat(built).content().contains("-pl src/services/api ");
    }

    @Test
    void buildsEverythingWhenTheParentPomChanged() throws Exception {
        touch(root.resolve("pom.xml"));

        sandbox("up");

        assertThat(built).content().contains("src/sandbox", "src/services/api");
    }

    @Test
    void buildsEverythingThatRunsWhenALibraryChanged() throws Exception {
        touch(root.resolve("src/conventions/src/main/java/A.java"));

        sandbox("up");

        assertThat(built).content().contains("-pl src/sandbox,src/services/api -am package");
    }

    @Test
    void buildsAgainWhenAFileWasDeleted() throws Exception {
        Files.delete(root.resolve("src/services/api/src/main/java/A.java"));

        sandbox("up");

        assertThat(built).content().contains("-pl src/services/api ");
    }

    @Test
    void buildsAServiceWhenAFolderBesideTheServicesChanged() throws Exception {
        Files.createDirectories(root.resolve("src/services/tls"));
        touch(root.resolve("src/services/tls/bundle.pem"));

        sandbox("up");

        assertThat(built).content().contains("src/services/api ");
    }

    @Test
    void buildsOnceEvenIfTheJarStaysAsItIs() throws Exception {
        touch(root.resolve("pom.xml"));
        sandbox("up");
        Files.delete(built);

        sandbox("up");

        assertThat(built).doesNotExist();
    }

    @Test
    void leavesTheOperatorsCommandsAlone() throws Exception {
        var operator = root.resolve("src/operator");
        Files.createDirectories(operator);
        Files.writeString(operator.resolve("pom.xml"), "<mainClass>dev.A</mainClass>");

        sandbox("up");

        assertThat(built).doesNotExist();
    }

    @Test
    void buildsOnlyItselfForCommandsThatRunNoProgram() throws Exception {
        touch(root.resolve("src/services/api/src/main/java/A.java"));

        sandbox("status");

        assertThat(built).doesNotExist();
    }

    @Test
    void buildsOnlyItselfForACommandsHelp() throws Exception {
        touch(root.resolve("src/services/api/src/main/java/A.java"));

        sandbox("up", "--help");

        assertThat(built).doesNotExist();
    }

    @Test
    void showsTheErrorsOfAFailedBuildAndStops() throws Exception {
        touch(root.resolve("src/services/api/src/main/java/A.java"));
        Script.write(root.resolve("mvnw"), "echo '[INFO] fine'; echo '[ERROR] A.java:[3,5] not a statement'; exit 1");

        var result = sandbox("up");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("building services/api failed", "A.java:[3,5]")
                .doesNotContain("fine");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void takesJavaFromThePathWhereJavaHomeIsTooOld() throws Exception {
        environment.put("JAVA_HOME", jdk("old", "11.0.2").toString());
        environment.put("PATH", java + "/bin:/usr/bin:/bin");

        assertThat(sandbox("status").out()).startsWith("jdk 17.0.15|");
    }

    @Test
    void asksAJavaWithoutAReleaseFileForItsVersion() throws Exception {
        Files.delete(java.resolve("release"));
        Script.write(java.resolve("bin/java"), """
                case $1 in
                  -XshowSettings*) echo "    java.home = %s"; echo "    java.version = 21" ;;
                  *) echo ran ;;
                esac
                """.formatted(java));

        assertThat(sandbox("status").out()).isEqualTo("ran\n");
    }

    @Test
    void saysWhichJavaItFoundWhereNoneIsNewEnough() throws Exception {
        environment.put("JAVA_HOME", jdk("old", "1.8.0_402").toString());
        environment.put("PATH", jdk("eleven", "11.0.2") + "/bin:/usr/bin:/bin");

        var result = sandbox("status");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("Java 17 or newer", "Java 1.8.0_402", "java on PATH is 11.0.2");
    }

    @Test
    void givesPulumisJavaHostTheSameJava() throws Exception {
        Script.write(java.resolve("bin/java"), "echo \"$JAVA_HOME $PATH\"");

        assertThat(sandbox("status").out()).startsWith(java + " " + java + "/bin:");
    }

    private Script.Result sandbox(String... arguments) throws Exception {
        var command = new String[arguments.length + 1];
        command[0] = root.resolve("sandbox").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Script.run(Path.of("/"), environment, command);
    }

    private Path jdk(String name, String version) throws IOException {
        var home = root.resolve(name);
        Script.write(home.resolve("bin/java"), "printf '" + name + " " + version + "|'; printf '%s|' \"$@\"");
        Script.write(home.resolve("bin/javac"), "");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Any\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void age(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    private static void touch(Path file) throws IOException {
        Files.writeString(file, "changed");
    }
}
