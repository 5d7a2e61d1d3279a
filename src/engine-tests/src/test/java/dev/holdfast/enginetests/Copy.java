package dev.holdfast.enginetests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A copy of this repository, built artifacts included, with a sandbox of its own: a test may change its files, and the
 * developer's sandbox stays as it is.
 */
final class Copy implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    private Copy(Path directory) {
        this.directory = directory;
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", EngineTest.Present.directory().orElseThrow() + ":" + System.getenv("PATH"));
        environment.put("NO_COLOR", "1");
    }

    /** Copies what git knows or would add, and what was built of it. */
    static Copy of(Path repository, Path directory) {
        run("copy to " + directory, repository, Map.of(), List.of("bash", "-c", COPY, "copy", directory.toString()))
                .succeeded();
        return new Copy(directory);
    }

    private static final String COPY = """
            set -euo pipefail
            rm -rf "$1"
            mkdir -p "$1"
            git ls-files --cached --others --exclude-standard -z | xargs -0 cp --parents --preserve --target-directory="$1"
            find . -type d -name target -not -path './src/engine-tests/*' -prune -print0 | xargs -0 cp --recursive --parents --preserve --target-directory="$1"
            cd "$1"
            git init --quiet
            git add --all
            git -c user.name=test -c user.email=test@example.com commit --quiet --message copy
            """;

    /** Runs {@code ./sandbox} with these arguments, to its end. */
    Result sandbox(String... arguments) {
        var command = new java.util.ArrayList<>(List.of("./sandbox"));
        command.addAll(List.of(arguments));
        return run(String.join(" ", command), directory, environment, command);
    }

    /** Runs a line of bash in the copy's folder, to its end. */
    Result bash(String line) {
        return run(line, directory, environment, List.of("bash", "-c", line));
    }

    /** Runs a line of bash with the variables that {@code ./sandbox env} prints, from a foreign folder. */
    Result pulumi(String project, String line) {
        var inSandbox = "set -euo pipefail; eval \"$(./sandbox env " + project + ")\"; cd /; " + line;
        return run(line, directory, environment, List.of("bash", "-c", inSandbox));
    }

    /** The same copy, with another JDK for everything that it runs. */
    Copy with(Path javaHome) {
        var other = new Copy(directory);
        other.environment.put("JAVA_HOME", javaHome.toString());
        other.environment.merge("PATH", javaHome.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        return other;
    }

    /** A file of the copy. */
    Path file(String name) {
        return directory.resolve(name);
    }

    /** Replaces a text that a file must hold. */
    void edit(String name, String text, String replacement) {
        var file = file(name);
        try {
            var content = Files.readString(file);
            if (!content.contains(text)) {
                throw new AssertionError(file + " does not hold: " + text);
            }
            Files.writeString(file, content.replace(text, replacement));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file, with the folders above it. */
    void write(String name, String content) {
        try {
            Files.createDirectories(file(name).getParent());
            Files.writeString(file(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a file. */
    void delete(String name) {
        try {
            Files.delete(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL of a stack's load balancer. */
    String url(String stack) {
        return pulumi("", "pulumi stack output url --stack " + stack)
                .succeeded()
                .output()
                .lines()
                .reduce((first, last) -> last)
                .orElseThrow()
                .strip();
    }

    /** What a GET answers. */
    static HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    /** What a POST of JSON answers. */
    static HttpResponse<String> post(String url, String json) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    @Override
    public void close() {
        sandbox("down");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Result run(String name, Path folder, Map<String, String> environment, List<String> command) {
        var started = Instant.now();
        try {
            var log = Files.createTempFile("holdfast", ".log");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(new java.io.File("/dev/null"));
            builder.environment().putAll(environment);
            var process = builder.start();
            var ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            var took = Duration.between(started, Instant.now());
            var output = Files.readString(log) + (ended ? "" : "\n(stopped: it did not end in time)");
            Files.delete(log);
            var result = new Result(name, ended ? process.exitValue() : 124, output, took);
            // Progress for who waits; a test that fails shows the output.
            System.out.println(result.summary());
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
