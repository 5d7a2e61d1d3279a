package dev.holdfast.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What git says of a clone.
 *
 * @param folder the clone
 * @param environment the variables that it runs with
 */
public record Git(Path folder, Map<String, String> environment) {
    /** That of the clone that a command is run in. */
    public static Git of(Holdfast holdfast) {
        return new Git(holdfast.root(), holdfast.environment());
    }

    /**
     * What a command of git prints; nothing if it fails.
     *
     * @throws Refused if there is no git
     */
    public Optional<String> say(String... arguments) {
        var program = SearchPath.of(environment)
                .find("git")
                .orElseThrow(() -> new Refused("there is no git on PATH; install it"));
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("git does not run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted; run the same command again");
        }
    }
}
