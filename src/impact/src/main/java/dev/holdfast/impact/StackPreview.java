package dev.holdfast.impact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a preview of one stack left behind. The state was exported before it, in the same job: what changed in between would
 * be told as if the update did it.
 *
 * @param project the name of its Pulumi project
 * @param stack its name
 * @param events what {@code PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json} printed: an event of the engine
 *     on each line
 * @param plan what {@code --save-plan} wrote; nothing where the preview failed
 * @param state what {@code pulumi stack export} printed, without {@code --show-secrets}
 */
public record StackPreview(String project, String stack, String events, Optional<String> plan, String state) {
    /**
     * Reads the files.
     *
     * @param plan a file that need not exist
     * @throws UncheckedIOException naming the file that cannot be read
     */
    public static StackPreview read(String project, String stack, Path events, Path plan, Path state) {
        return new StackPreview(
                project,
                stack,
                content(events),
                Files.exists(plan) ? Optional.of(content(plan)) : Optional.empty(),
                content(state));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read; preview the stack again", e);
        }
    }

    /** The text of a secret is nowhere in here, but what is not needed is not shown either. */
    @Override
    public String toString() {
        return "preview of " + project + "/" + stack;
    }
}
