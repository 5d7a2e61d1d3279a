package dev.holdfast.operator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The Pulumi CLI, in the folder of a project. It takes backend, credentials and passphrase from the environment, and what it
 * says of a state never reaches the screen unread.
 *
 * @param environment the variables that it runs with; what would send it to another folder or stack is left out
 */
public record PulumiCli(Map<String, String> environment) {
    /** The variable that says where states are, whatever Pulumi is logged in to. */
    public static final String BACKEND = "PULUMI_BACKEND_URL";

    private static final List<String> LEFT_OUT = List.of("PULUMI_OPTION_CWD", "PULUMI_OPTION_STACK", "PULUMI_STACK");

    /** What a command ended with. */
    public record Answer(int exitCode, String output, String errors) {
        public boolean succeeded() {
            return exitCode == 0;
        }

        /** Its message, a line for each; of a failed command that is why. */
        public String message() {
            var said = errors.isBlank() ? output : errors;
            return said.lines()
                    .map(line -> line.replaceFirst("^(error|warning): ", "").strip())
                    .filter(line -> !line.isEmpty())
                    .reduce((first, second) -> first + "\n" + second)
                    .orElse("Pulumi ended with exit code " + exitCode);
        }
    }

    /** Runs it to its end. */
    public Answer run(Path folder, List<String> arguments) {
        return run(folder, Map.of(), "", arguments);
    }

    /**
     * Runs it to its end.
     *
     * @param more variables that it gets besides
     * @param input its standard input
     * @throws Refused if there is no CLI
     */
    public Answer run(Path folder, Map<String, String> more, String input, List<String> arguments) {
        var output = new StringBuilder();
        var ended =
                run(folder, more, input, arguments, line -> output.append(line).append('\n'));
        return new Answer(ended.exitCode(), output.toString(), ended.errors());
    }

    /**
     * Runs it to its end, and hands over each line of its output as it comes; the answer has none.
     *
     * @param more variables that it gets besides
     * @throws Refused if there is no CLI
     */
    public Answer stream(Path folder, Map<String, String> more, List<String> arguments, Consumer<String> lines) {
        return run(folder, more, "", arguments, lines);
    }

    /** Whether the environment says where Pulumi keeps states, so that a login would change nothing. */
    public boolean backendIsSet() {
        return !environment.getOrDefault(BACKEND, "").isEmpty();
    }

    /** Whether the environment has the passphrase of states that are not encrypted by a key. */
    public boolean hasPassphrase() {
        return environment.containsKey("PULUMI_CONFIG_PASSPHRASE")
                || environment.containsKey("PULUMI_CONFIG_PASSPHRASE_FILE");
    }

    private Answer run(
            Path folder, Map<String, String> more, String input, List<String> arguments, Consumer<String> lines) {
        var builder = builder(folder, more, arguments);
        try {
            var process = builder.start();
            var errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            var asked = CompletableFuture.runAsync(() -> write(input, process));
            try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.accept(line);
                }
            }
            asked.join();
            return new Answer(process.waitFor(), "", errors.join());
        } catch (IOException e) {
            throw new Refused("the Pulumi CLI does not run: " + e.getMessage()
                    + "; install it with `export PATH=\"$(tools/pulumi/install):$PATH\"`");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted; run the same command again to go on");
        }
    }

    private ProcessBuilder builder(Path folder, Map<String, String> more, List<String> arguments) {
        var command = new ArrayList<>(List.of(program()));
        command.addAll(arguments);
        command.addAll(List.of("--non-interactive", "--color", "never"));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().keySet().removeAll(LEFT_OUT);
        builder.environment().put("PULUMI_SKIP_UPDATE_CHECK", "true");
        builder.environment().putAll(more);
        return builder;
    }

    private String program() {
        return SearchPath.of(environment)
                .find("pulumi")
                .map(Path::toString)
                .orElseThrow(() -> new Refused("there is no pulumi on PATH; install it with"
                        + " `export PATH=\"$(tools/pulumi/install):$PATH\"`"));
    }

    private static void write(String input, Process process) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            // It did not read to the end; its exit code and its message say why.
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
