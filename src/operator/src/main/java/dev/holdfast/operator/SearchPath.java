package dev.holdfast.operator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Where programs are looked for. Java looks on its own process's {@code PATH}, whatever environment it gives the program:
 * what a command is to run has to be looked up first.
 *
 * @param folders as {@code PATH} has them, separated by colons
 */
public record SearchPath(String folders) {
    /** That of an environment. */
    public static SearchPath of(Map<String, String> environment) {
        return new SearchPath(environment.getOrDefault("PATH", ""));
    }

    /** The first program of this name. */
    public Optional<Path> find(String program) {
        return Arrays.stream(folders.split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
