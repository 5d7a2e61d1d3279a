package dev.holdfast.operator.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/**
 * The page that GitHub shows of a run, where there is one.
 *
 * @param file what {@code GITHUB_STEP_SUMMARY} names
 */
record StepSummary(Optional<Path> file) {
    /** Of one step; what is longer is not shown at all: docs.github.com, "Workflow commands", "Step isolation and limits". */
    private static final long LIMIT = 1024 * 1024;

    static StepSummary of(Map<String, String> environment) {
        return new StepSummary(Optional.ofNullable(environment.get("GITHUB_STEP_SUMMARY"))
                .filter(name -> !name.isEmpty())
                .map(Path::of));
    }

    boolean exists() {
        return file.isPresent();
    }

    /**
     * Adds a text.
     *
     * @throws IllegalStateException if it would be longer than GitHub shows
     */
    void append(String markdown) throws IOException {
        if (file.isEmpty()) {
            return;
        }
        var text = (markdown + "\n").getBytes(UTF_8);
        var before = Files.exists(file.get()) ? Files.size(file.get()) : 0;
        if (before + text.length > LIMIT) {
            throw new IllegalStateException("the summary of this step has " + before + " bytes, and with the report's "
                    + text.length + " it would be longer than GitHub shows, " + LIMIT
                    + "; write what else is in it in another step");
        }
        Files.write(file.get(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
