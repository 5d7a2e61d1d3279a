package dev.holdfast.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./holdfast} with a fake Java and a fake Maven; how it finds Java is the sandbox's launcher's, and tested there. */
class LauncherTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @TempDir
    private Path root;

    @BeforeEach
    void aCloneThatIsBuilt() throws IOException {
        copy("holdfast");
        copy("tools/launcher");
        write("pom.xml", "");
        for (var module : new String[] {"operator", "organization", "workload"}) {
            write("src/" + module + "/pom.xml", "<mainClass>dev.A</mainClass>");
            write("src/" + module + "/src/main/java/A.java", "");
        }
        try (var files = Files.walk(root)) {
            for (var file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
            }
        }
        write("src/operator/target/operator.jar", "");
        script("jdk/bin/java", "printf '%s|' \"$@\"");
        script("jdk/bin/javac", "");
        write("jdk/release", "JAVA_VERSION=\"17.0.1\"\n");
        script("mvnw", "echo \"$*\" >>'" + root.resolve("built") + "'");
    }

    @Test
    void handsTheArgumentsToTheJarOfItsOwnClone() throws Exception {
        assertThat(run())
                .contains(
                        "-Doperator.root=" + root + "|",
                        "-jar|" + root + "/src/operator/target/operator.jar|preflight|");
        assertThat(root.resolve("built")).doesNotExist();
    }

    @Test
    void buildsItselfWhenAProgramWhoseSettingsItReadsChanged() throws Exception {
        var newer = FileTime.from(Instant.now().plusSeconds(60));
        Files.setLastModifiedTime(root.resolve("src/organization/src/main/java/A.java"), newer);

        run();

        assertThat(root.resolve("built")).content().contains("-pl src/operator -am package");
    }

    private String run() throws Exception {
        var builder = new ProcessBuilder(root.resolve("holdfast").toString(), "preflight")
                .directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        var process = builder.redirectError(root.resolve("err").toFile()).start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(Files.readString(root.resolve("err"))).isZero();
        return out;
    }

    private void copy(String file) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.copy(ROOT.resolve(file), root.resolve(file));
    }

    private void script(String file, String text) throws IOException {
        write(file, "#!/bin/bash\n" + text);
        Files.setPosixFilePermissions(root.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void write(String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
