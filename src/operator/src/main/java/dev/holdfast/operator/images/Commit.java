package dev.holdfast.operator.images;

import dev.holdfast.operator.Git;
import dev.holdfast.operator.Refused;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The commit that what lies in a clone was built of. */
public record Commit(Path root, Map<String, String> environment) {
    private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{40}");

    /** Whether a text is a commit's whole name: 40 hexadecimal digits in lower case. */
    public static boolean isWhole(String text) {
        return WHOLE.matcher(text).matches();
    }

    /**
     * The tag of its images.
     *
     * @param given what a person says that it is
     * @throws IllegalArgumentException if that is no commit, or nobody says so and files were changed since
     */
    public String tag(Optional<String> given) {
        if (given.isPresent()) {
            if (!isWhole(given.get())) {
                throw new IllegalArgumentException(
                        "'" + given.get()
                                + "' is no commit; allowed are 40 hexadecimal digits in lower case, as of `git rev-parse HEAD`");
            }
            return given.get();
        }
        var changed = git("status", "--porcelain").lines().toList();
        if (!changed.isEmpty()) {
            throw new IllegalArgumentException(changed.size() + " files are not as they are in HEAD, "
                    + changed.get(0).strip() + " for one, so nobody could say later what the images were built of:"
                    + " commit them and build anew, or name the commit with --commit");
        }
        return git("rev-parse", "HEAD").strip();
    }

    private String git(String... arguments) {
        return new Git(root, environment)
                .say(arguments)
                .orElseThrow(
                        () -> new Refused(root + " is no clone of a git repository; name the commit with --commit"));
    }
}
