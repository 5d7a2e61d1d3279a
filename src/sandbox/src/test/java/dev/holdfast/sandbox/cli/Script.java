package dev.holdfast.sandbox.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** Runs the scripts of this repository with an environment of the test's making, and writes fakes of what they call. */
final class Script {
    /** The repository's root: tests run in their module's folder. */
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private Script() {}

    record Result(int code, String out, String err) {}

    /** Runs a command with exactly this environment. */
    static Result run(Path directory, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        return end(start(directory, environment, command));
    }

    static Process start(Path directory, Map<String, String> environment, String... command) throws IOException {
        var builder = new ProcessBuilder(List.of(command)).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Result end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, err);
    }

    /** Writes an executable script. */
    static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    /** Copies a file of the repository to the same place below another root. */
    static Path copy(Path root, String file) throws IOException {
        var target = root.resolve(file);
        Files.createDirectories(target.getParent());
        return Files.copy(ROOT.resolve(file), target);
    }
}
