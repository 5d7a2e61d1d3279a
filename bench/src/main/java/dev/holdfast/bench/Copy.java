package dev.holdfast.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A copy of the repository and of what was built of it, with a sandbox of its own: the developer's stays as it is. It is
 * deleted at the end, also at an interrupted one.
 */
final class Copy implements AutoCloseable {
    private static final Set<String> LEFT_OUT = Set.of(".git", ".sandbox", "bench");

    private final Path directory;
    private final Thread interrupted = new Thread(this::end, "clean up");
    private volatile Process running;

    private Copy(Path directory) {
        this.directory = directory;
    }

    /**
     * Copies what is there.
     *
     * @throws IllegalStateException if the sandbox is not built
     */
    static Copy of(Path root) throws IOException, InterruptedException {
        if (!Files.exists(root.resolve("src/sandbox/target/sandbox.jar"))) {
            throw new IllegalStateException("the sandbox is not built; run ./mvnw package -DskipTests first");
        }
        // Where it is not installed yet, that is no part of the first start.
        finish(root, List.of("tools/pulumi/install"));

        var copy = new Copy(Files.createTempDirectory("holdfast-bench"));
        Runtime.getRuntime().addShutdownHook(copy.interrupted);
        // Times included, or the copy would be built again.
        var command = new ArrayList<>(List.of("cp", "-a", "--target-directory=" + copy.directory, "--"));
        try (var entries = Files.list(root)) {
            entries.filter(entry -> !LEFT_OUT.contains(entry.getFileName().toString()))
                    .forEach(entry -> command.add(entry.toString()));
        }
        finish(root, command);
        return copy;
    }

    /** Runs {@code ./sandbox} with these arguments, to its end. */
    Steps sandbox(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("./sandbox"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        var steps = new Steps();
        running = builder.start();
        try (BufferedReader lines = running.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                steps.line(line);
            }
        }
        var code = running.waitFor();
        steps.end();
        if (code != 0) {
            throw new IllegalStateException(
                    String.join(" ", command) + " ended with code " + code + ":\n" + steps.tail());
        }
        return steps;
    }

    /** As if it had never run since it was built. */
    void reset() throws IOException, InterruptedException {
        sandbox("reset", "--yes");
        try (var files = Files.walk(directory)) {
            for (var kept : files.filter(file -> file.endsWith("target/.java")).toList()) {
                delete(kept);
            }
        }
    }

    /** Where it is. */
    Path directory() {
        return directory;
    }

    /** Adds lines to the configuration of the organization's stack, in place of what was added before. */
    void configureOrganization(String lines) throws IOException {
        var file = directory.resolve("src/organization/Pulumi.management.yaml");
        var original = directory.resolve("Pulumi.management.yaml.original");
        if (!Files.exists(original)) {
            Files.copy(file, original);
        }
        Files.writeString(file, Files.readString(original) + lines);
    }

    /** How many resources a stack has. */
    int resources(String project, String stack) throws IOException {
        var state = directory.resolve(".sandbox/state/.pulumi/stacks/" + project + "/" + stack + ".json");
        return new ObjectMapper()
                .readTree(state.toFile())
                .path("checkpoint")
                .path("latest")
                .path("resources")
                .size();
    }

    /** What runs in its sandbox. */
    RunningCloud cloud() {
        return RunningCloud.in(directory.resolve(".sandbox"));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(interrupted);
        end();
    }

    private void end() {
        try {
            if (running != null) {
                running.destroy();
                running.waitFor();
            }
            if (Files.exists(directory.resolve(".sandbox"))) {
                sandbox("reset", "--yes");
            }
            delete(directory);
        } catch (IOException e) {
            throw new IllegalStateException("cannot delete " + directory + "; stop what runs there, and delete it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void finish(Path folder, List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.get(0) + " failed in " + folder);
        }
    }
}
