package dev.holdfast.workload;

import dev.holdfast.conventions.Configuration;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is deployed, by whom and when. Who and when belong to the update that first deployed it: another one of the same
 * commit, release and images says the same, and so changes nothing.
 *
 * @param commit {@code commit}: of the repository
 * @param release {@code release}: what the services say that they are
 * @param by {@code deployedBy}: who started the update
 * @param at {@code deployedAt}: when, to the second, in UTC; by default when the program runs. Whoever applies a plan that
 *     was saved sets it, because a plan holds only for what it was made of
 * @param digests the images, by the names of their repositories
 */
record Deployment(
        Optional<String> commit, Optional<String> release, String by, String at, Map<String, String> digests) {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");
    private static final Pattern RELEASE = Pattern.compile("[\\w.-]{1,64}");
    private static final Pattern PERSON = Pattern.compile("[\\w .@+/\\[\\]-]{1,128}");
    private static final String BY = "deployedBy";
    private static final String AT = "deployedAt";

    Deployment {
        digests = Map.copyOf(digests);
    }

    /**
     * The deployment that the configuration describes; what is wrong with it is noted in {@code keys}.
     *
     * @param previous the fields of the last update's
     * @param user who runs the program
     * @param now when it runs
     */
    static Deployment read(
            Configuration keys, Map<String, String> digests, Map<String, String> previous, String user, Instant now) {
        var by = keys.matching(BY, PERSON, "at most 128 letters, digits, spaces and _ . @ + / - [ ]");
        var started = new Deployment(
                keys.matching("commit", COMMIT, "7 to 64 hexadecimal digits in lower case, as of `git rev-parse HEAD`"),
                keys.matching("release", RELEASE, "at most 64 letters, digits, dots, hyphens and underscores"),
                by.orElse(user),
                at(keys, now).truncatedTo(ChronoUnit.SECONDS).toString(),
                digests);
        return started.isOfTheSameAs(previous) && previous.containsKey(BY) && previous.containsKey(AT)
                ? new Deployment(started.commit, started.release, previous.get(BY), previous.get(AT), digests)
                : started;
    }

    /** Whether these fields are of the same commit, release and images. */
    boolean isOfTheSameAs(Map<String, String> fields) {
        return what().equals(without(fields, BY, AT));
    }

    /** All of it, by field: the stack's output, and the content of the record in the account. */
    Map<String, String> fields() {
        var fields = what();
        fields.put(BY, by);
        fields.put(AT, at);
        return fields;
    }

    /** The tags of a task definition. */
    Map<String, String> tags() {
        var tags = new TreeMap<String, String>();
        commit.ifPresent(known -> tags.put("commit", known));
        release.ifPresent(known -> tags.put("release", known));
        return tags;
    }

    private static Instant at(Configuration keys, Instant now) {
        return keys.text(AT)
                .map(text -> {
                    try {
                        return Instant.parse(text);
                    } catch (DateTimeException e) {
                        keys.problem(
                                AT, "is '" + text + "', allowed is an instant in UTC such as 2026-12-31T09:30:00Z");
                        return now;
                    }
                })
                .orElse(now);
    }

    private Map<String, String> what() {
        var what = new TreeMap<String, String>();
        commit.ifPresent(known -> what.put("commit", known));
        release.ifPresent(known -> what.put("release", known));
        digests.forEach((image, digest) -> what.put(image + "Digest", digest));
        return what;
    }

    private static Map<String, String> without(Map<String, String> fields, String... names) {
        var rest = new TreeMap<>(fields);
        for (var name : names) {
            rest.remove(name);
        }
        return rest;
    }
}
