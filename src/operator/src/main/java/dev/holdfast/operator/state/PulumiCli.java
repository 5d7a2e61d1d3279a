package dev.holdfast.operator.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The Pulumi CLI, in the folder of a project. It takes credentials and passphrase from the environment, and what it says of
 * a state never reaches the screen unread.
 *
 * @param environment of this process; what would send the CLI to another folder or stack is left out
 */
record PulumiCli(Map<String, String> environment) {
    private static final List<String> LEFT_OUT = List.of("PULUMI_OPTION_CWD", "PULUMI_OPTION_STACK", "PULUMI_STACK");
    private static final String BACKEND = "PULUMI_BACKEND_URL";

    /** What a command ended with. */
    record Answer(int exitCode, String output, String errors) {
        boolean succeeded() {
            return exitCode == 0;
        }

        /** Its message, in one line. */
        String message() {
            return errors.lines()
                    .map(line -> line.replaceFirst("^(error|warning): ", "").strip())
                    .filter(line -> !line.isEmpty())
                    .reduce((first, second) -> first + " " + second)
                    .orElse("exit code " + exitCode);
        }
    }

    /** Runs it where Pulumi is logged in. */
    Answer run(Path folder, List<String> arguments) {
        return run(folder, null, "", arguments);
    }

    /** Runs it against a backend, whatever Pulumi is logged in to. */
    Answer run(Path folder, Backend backend, List<String> arguments) {
        return run(folder, backend, "", arguments);
    }

    /**
     * Runs it with a text as its standard input.
     *
     * @throws Refused if there is no CLI
     */
    Answer run(Path folder, Backend backend, String input, List<String> arguments) {
        var command = new ArrayList<>(List.of("pulumi"));
        command.addAll(arguments);
        command.addAll(List.of("--non-interactive", "--color", "never"));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().keySet().removeAll(LEFT_OUT);
        builder.environment().put("PULUMI_SKIP_UPDATE_CHECK", "true");
        if (backend != null) {
            builder.environment().put(BACKEND, backend.url());
        }
        try {
            var process = builder.start();
            var errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            var output = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException ended) {
                // It did not read to the end; its exit code and its message say why.
            }
            return new Answer(process.waitFor(), output.join(), errors.join());
        } catch (IOException e) {
            throw new Refused("the Pulumi CLI does not run: " + e.getMessage()
                    + "; install it with `export PATH=\"$(tools/pulumi/install):$PATH\"`");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted; run it again to go on");
        }
    }

    /** Whether the environment says where Pulumi keeps states, so that a login would change nothing. */
    boolean backendIsSet() {
        return !environment.getOrDefault(BACKEND, "").isEmpty();
    }

    /** Whether the environment has the passphrase of states that are not encrypted by a key. */
    boolean hasPassphrase() {
        return environment.containsKey("PULUMI_CONFIG_PASSPHRASE")
                || environment.containsKey("PULUMI_CONFIG_PASSPHRASE_FILE");
    }

    private static String text(java.io.InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
