package dev.holdfast.operator.notes;

import dev.holdfast.operator.Git;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A clone's commits and tags, as git tells them. */
final class History {
    /** A release's tag. */
    static final String RELEASES = "release-*";

    private static final char SEPARATOR = '\u001f';

    private final Git git;

    /** A commit in a line. */
    record Commit(String id, String subject, String author) {}

    /**
     * A file that differs.
     *
     * @param status A, M or D, as git says it
     */
    record Difference(char status, String path) {}

    History(Path clone, Map<String, String> environment) {
        this.git = new Git(clone, environment);
    }

    /**
     * The commit of a tag.
     *
     * @throws IllegalArgumentException if there is no such tag
     * @throws IllegalStateException if the clone does not have all commits
     */
    String commit(String tag) {
        if ("true"
                .equals(git.say("rev-parse", "--is-shallow-repository")
                        .orElse("")
                        .strip())) {
            throw new IllegalStateException(
                    "this clone does not have all commits, so that what came since the release before"
                            + " is not known; run `git fetch --unshallow --tags`, or set `fetch-depth: 0` of actions/checkout");
        }
        return git.say("rev-parse", "--verify", "--quiet", "--end-of-options", "refs/tags/" + tag + "^{commit}")
                .map(String::strip)
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no tag '" + tag + "' here; `git tag --list '" + RELEASES
                                + "'` lists those that there are, and `git fetch --tags` brings those of the server"));
    }

    /** The nearest release among a commit's ancestors; nothing if it is the first. */
    Optional<String> releaseBefore(String commit) {
        return git.say("describe", "--tags", "--abbrev=0", "--match", RELEASES, commit + "^")
                .map(String::strip);
    }

    /** Those that are in the second and not in the first, the newest first, without merges. */
    List<Commit> commits(Optional<String> from, String to) {
        var range = from.map(commit -> commit + ".." + to).orElse(to);
        return must("log", "--no-merges", "--format=%h%x1f%s%x1f%an", range)
                .lines()
                .map(line -> line.split(String.valueOf(SEPARATOR), 3))
                .map(parts -> new Commit(parts[0], parts[1], parts[2]))
                .toList();
    }

    /** The files below a folder that are not the same in both; all of them, if there is no first. */
    List<Difference> differences(Optional<String> from, String to, String folder) {
        if (from.isEmpty()) {
            return must("ls-tree", "-r", "--name-only", "-z", to, "--", folder + "/").transform(History::parts).stream()
                    .map(path -> new Difference('A', path))
                    .toList();
        }
        var parts = parts(must("diff", "--name-status", "--no-renames", "-z", from.get(), to, "--", folder));
        var differences = new ArrayList<Difference>();
        for (var index = 0; index + 1 < parts.size(); index += 2) {
            differences.add(new Difference(parts.get(index).charAt(0), parts.get(index + 1)));
        }
        return differences;
    }

    private static List<String> parts(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    }

    private String must(String... arguments) {
        return git.say(arguments)
                .orElseThrow(() -> new IllegalStateException("`git " + String.join(" ", arguments) + "` failed in "
                        + git.folder() + "; run it there to see why"));
    }
}
