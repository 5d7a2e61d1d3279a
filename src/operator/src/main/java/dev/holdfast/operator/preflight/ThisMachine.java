package dev.holdfast.operator.preflight;

import static dev.holdfast.operator.preflight.Finding.advice;
import static dev.holdfast.operator.preflight.Finding.blocks;
import static dev.holdfast.operator.preflight.Finding.fine;
import static dev.holdfast.operator.preflight.Finding.unknown;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.operator.SearchPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What the update runs with: Pulumi's CLI, its backend, the AWS plugin and the built program.
 *
 * @param root the clone
 * @param environment the variables, of which {@code PATH} leads to the CLI
 */
record ThisMachine(Path root, Map<String, String> environment) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern PINNED = Pattern.compile("github\\.com/pulumi/pulumi/pkg/v3 v(\\d+\\.\\d+\\.\\d+)");
    private static final Pattern VERSION = Pattern.compile("v(\\d+\\.\\d+\\.\\d+)");
    private static final String INSTALL = "export PATH=\"$(tools/pulumi/install):$PATH\"";

    /** How a program ended, and what it wrote. */
    private record Ended(int code, String out, String err) {}

    ThisMachine {
        environment = Map.copyOf(environment);
    }

    /** @param jar the program's, below the clone */
    List<Question> questions(String jar) {
        return List.of(
                Question.of("Pulumi CLI", "", this::cli),
                Question.of("State", "", this::backend),
                Question.of("AWS plugin", "", this::plugin),
                Question.of("Program", "", () -> program(jar)));
    }

    private Finding cli() {
        var subject = "Pulumi CLI";
        var wanted = pinned();
        if (missing()) {
            return blocks(subject, "there is no pulumi on PATH", INSTALL);
        }
        var matcher = VERSION.matcher(run("pulumi", "version").out());
        if (!matcher.find()) {
            return blocks(subject, "the pulumi on PATH does not say its version", INSTALL);
        }
        var found = matcher.group(1);
        return Arrays.compare(numbers(found), numbers(wanted)) >= 0
                ? fine(subject, found)
                : blocks(subject, found + " is older than " + wanted + ", with which this is tested", INSTALL);
    }

    private Finding backend() {
        var subject = "State";
        if (missing()) {
            return unknown(subject, "not asked, without a Pulumi CLI", "");
        }
        var ended = run("pulumi", "whoami", "--non-interactive", "--json");
        if (ended.code() != 0) {
            return blocks(
                    subject,
                    "pulumi is logged in to no backend that answers: " + redacted(error(ended.err())),
                    "pulumi login s3://<bucket>, or another backend; see the README");
        }
        var url = redacted(json(ended.out()).path("url").asText());
        return url.startsWith("file:")
                ? advice(
                        subject,
                        url + ": on this machine only, and without it nobody can update or destroy what it describes",
                        "for a first try that is enough; move it to a bucket before anybody else works here")
                : fine(subject, url);
    }

    private Finding plugin() {
        var subject = "AWS plugin";
        if (missing()) {
            return unknown(subject, "not asked, without a Pulumi CLI", "");
        }
        var wanted = pluginVersion();
        var listed = run("pulumi", "plugin", "ls", "--json");
        for (var plugin : json(listed.out())) {
            if (plugin.path("name").asText().equals("aws")
                    && plugin.path("version").asText().equals(wanted)) {
                return fine(subject, wanted + " is installed");
            }
        }
        return advice(
                subject,
                wanted + " is not installed yet; the first update downloads it, about 150 MB",
                "pulumi plugin install resource aws v" + wanted);
    }

    private Finding program(String jar) {
        var subject = "Program";
        return Files.isRegularFile(root.resolve(jar))
                ? fine(subject, jar + " is built")
                : blocks(
                        subject,
                        jar + " is not built, and `pulumi up` does not build it",
                        "./mvnw package -DskipTests");
    }

    private boolean missing() {
        return SearchPath.of(environment).find("pulumi").isEmpty();
    }

    /** What {@code tools/pulumi/install} brings. */
    private String pinned() {
        try {
            var matcher = PINNED.matcher(Files.readString(root.resolve("tools/pulumi/cli/go.mod")));
            if (!matcher.find()) {
                throw new IllegalStateException("tools/pulumi/cli/go.mod names no version of the CLI");
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SDK names the plugin's version in its own jar. */
    private static String pluginVersion() {
        try (var version = ThisMachine.class.getResourceAsStream("/com/pulumi/aws/version.txt")) {
            return new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ended run(String... command) {
        try {
            var out = Files.createTempFile("preflight", ".out");
            var err = Files.createTempFile("preflight", ".err");
            try {
                var builder = new ProcessBuilder(program(command))
                        .directory(root.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().clear();
                builder.environment().putAll(environment);
                builder.environment().put("PULUMI_SKIP_UPDATE_CHECK", "1");
                var process = builder.start();
                process.getOutputStream().close();
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return new Ended(-1, "", "error: no answer for " + PATIENCE.toSeconds() + " seconds");
                }
                return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command[0] + " ran", e);
        }
    }

    private List<String> program(String... command) {
        var all = new ArrayList<>(List.of(command));
        all.set(0, SearchPath.of(environment).find(command[0]).orElseThrow().toString());
        return all;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            return new ObjectMapper().createObjectNode();
        }
    }

    private static String error(String err) {
        return err.lines()
                .filter(line -> line.startsWith("error:"))
                .findFirst()
                .map(line -> line.substring(6).strip())
                .orElse("it does not say why");
    }

    /** Addresses of backends may hold passwords, before an @ or behind a question mark. */
    static String redacted(String text) {
        return text.replaceAll("//[^/@\\s]*@", "//").replaceAll("\\?[^\\s:]*", "");
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }
}
