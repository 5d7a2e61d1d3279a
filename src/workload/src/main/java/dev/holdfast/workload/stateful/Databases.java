package dev.holdfast.workload.stateful;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Names;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which databases an environment has, and which of them the system uses. There is one that it began with; each restore
 * brings up another beside it:
 *
 * <pre>{@code
 * holdfast:databases:
 *   tuesday:
 *     restoreFromTime: "2026-11-24T09:30:00Z"
 * holdfast:currentDatabase: tuesday
 * }</pre>
 *
 * @param declared all that are to exist; the one that the environment began with comes first
 * @param current {@code currentDatabase}: the name of the one in use
 */
public record Databases(List<Declared> declared, String current) {
    /** The name of the database that the environment began with. */
    public static final String ORIGINAL = "original";

    private static final String LATEST = "latest";
    /** Part of an identifier of 63 characters; see {@link Names}. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final int LONGEST_NAME = 20;
    private static final Pattern SNAPSHOT =
            Pattern.compile("[a-zA-Z](-?[a-zA-Z0-9])*|rds:[a-zA-Z0-9-]+|arn:aws:rds:.+");
    private static final Pattern ANY = Pattern.compile(".+");
    private static final Pattern GO_TIME =
            Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?) \\+0000 UTC$");

    /** How far a database is from being no more. */
    public enum Retirement {
        /** It stays. */
        NO,
        /** It runs on, but neither Pulumi nor AWS holds it fast any longer. */
        UNPROTECTED,
        /** It is deleted, with a last snapshot. */
        DELETED
    }

    /**
     * One of them.
     *
     * @param name what the configuration calls it
     * @param identifier its name in AWS
     * @param restoreFrom what it begins with, if it does not begin empty
     * @param retiring whether it may be deleted
     */
    public record Declared(String name, String identifier, Optional<RestoreFrom> restoreFrom, boolean retiring) {
        /** Its name in the program. */
        public String resource() {
            return part(name);
        }
    }

    public Databases {
        declared = List.copyOf(declared);
    }

    /** What an environment's configuration says; problems are noted there. */
    public static Databases read(Environment environment, DatabaseProfile profile, Configuration keys) {
        var sections = new LinkedHashMap<>(keys.sections("databases"));
        var declared = new ArrayList<Declared>();
        var original = Optional.ofNullable(sections.remove(ORIGINAL));
        if (original.map(Databases::retirement).orElse(Retirement.NO) != Retirement.DELETED) {
            declared.add(new Declared(
                    ORIGINAL,
                    identifier(environment, ORIGINAL),
                    Optional.empty(),
                    original.map(Databases::retirement).orElse(Retirement.NO) != Retirement.NO));
        }
        sections.forEach((name, section) -> {
            var from = restoreFrom(environment, profile, name, sections, section);
            var retirement = retirement(section);
            if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
                keys.problem(
                        "databases",
                        "names '" + name + "', allowed are at most " + LONGEST_NAME
                                + " lower-case letters, digits and single hyphens");
            } else if (retirement != Retirement.DELETED) {
                declared.add(new Declared(name, identifier(environment, name), from, retirement != Retirement.NO));
            }
        });
        return new Databases(declared, current(keys, declared));
    }

    private static String current(Configuration keys, List<Declared> declared) {
        var current = keys.text("currentDatabase", ORIGINAL);
        var usable = declared.stream()
                .filter(one -> !one.retiring())
                .map(Declared::name)
                .toList();
        if (!usable.contains(current)) {
            keys.problem(
                    "currentDatabase",
                    "is '" + current + "', which holdfast:databases does not name or retires, allowed is one of "
                            + usable);
        }
        return current;
    }

    private static Retirement retirement(Configuration section) {
        return section.choice("retired", Retirement.class, Retirement.NO);
    }

    private static Optional<RestoreFrom> restoreFrom(
            Environment environment,
            DatabaseProfile profile,
            String name,
            Map<String, Configuration> sections,
            Configuration section) {
        var snapshot =
                section.matching("restoreFromSnapshot", SNAPSHOT, "the identifier or the ARN of a snapshot of RDS");
        var time = section.matching("restoreFromTime", ANY, "").map(Databases::asItWasWritten);
        var source = section.matching("restoreFromDatabase", ANY, "");
        if (snapshot.isPresent() == time.isPresent()) {
            section.problem(
                    "restoreFromSnapshot",
                    snapshot.isPresent()
                            ? "is set, but restoreFromTime is too: a database is restored from one of them"
                            : "is not set, nor is restoreFromTime: set one of them, for only the database '" + ORIGINAL
                                    + "' begins empty");
        }
        if (source.isPresent() && time.isEmpty()) {
            section.problem("restoreFromDatabase", "goes with restoreFromTime only");
        }
        if (time.isPresent() && profile.backupDays() == 0) {
            section.problem(
                    "restoreFromTime",
                    "needs backups of the environment's databases, but databaseBackupDays is 0: restore from a snapshot");
        }
        return time.map(moment -> pointInTime(environment, name, sections, section, moment, source.orElse(ORIGINAL)))
                .or(() -> snapshot.map(RestoreFrom.Snapshot::new));
    }

    /** A time without quotation marks is more than a text to YAML, and Pulumi tells it in the words of Go. */
    private static String asItWasWritten(String time) {
        return GO_TIME.matcher(time).replaceFirst("$1T$2Z");
    }

    private static RestoreFrom pointInTime(
            Environment environment,
            String name,
            Map<String, Configuration> sections,
            Configuration section,
            String moment,
            String source) {
        Optional<Instant> time = Optional.empty();
        try {
            time = moment.equals(LATEST) ? time : Optional.of(Instant.parse(moment));
        } catch (DateTimeParseException e) {
            section.problem(
                    "restoreFromTime",
                    "is '" + moment + "', allowed are '" + LATEST + "' and a time in UTC such as 2026-11-24T09:30:00Z");
        }
        if (RestoreFrom.RESOURCE_ID.matcher(source).matches()) {
            return new RestoreFrom.PointInTime(source, time);
        }
        if (source.equals(name) || !source.equals(ORIGINAL) && !sections.containsKey(source)) {
            var others = sections.keySet().stream()
                    .filter(other -> !other.equals(name))
                    .map(other -> ", " + other)
                    .collect(Collectors.joining());
            section.problem(
                    "restoreFromDatabase",
                    "is '" + source + "', allowed are " + ORIGINAL + others
                            + ", and the resource id (db-...) of a database that is deleted");
        }
        return new RestoreFrom.PointInTime(identifier(environment, source), time);
    }

    private static String identifier(Environment environment, String name) {
        return Names.of(environment).of(part(name));
    }

    private static String part(String name) {
        return name.equals(ORIGINAL) ? "database" : "database-" + name;
    }
}
