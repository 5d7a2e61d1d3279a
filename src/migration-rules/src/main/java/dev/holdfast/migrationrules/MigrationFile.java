package dev.holdfast.migrationrules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A migration, as Flyway knows it by the name of its file.
 *
 * @param script the file's name
 * @param version of a versioned migration
 * @param description what its name says
 */
public record MigrationFile(
        String script, Kind kind, Optional<Version> version, String description, String sql, Marks marks) {
    private static final Pattern VERSIONED = Pattern.compile("V(\\d+(?:[._]\\d+)*)__(.+)\\.sql");
    private static final Pattern REPEATABLE = Pattern.compile("R__(.+)\\.sql");

    /** When it runs: once; whenever it changed; around every run, such as {@code afterMigrate.sql}. */
    public enum Kind {
        VERSIONED,
        REPEATABLE,
        CALLBACK
    }

    /** The order in which they are applied. */
    static final Comparator<MigrationFile> ORDER = Comparator.comparing(MigrationFile::kind)
            .thenComparing(file -> file.version().orElse(new Version("0")))
            .thenComparing(MigrationFile::script);

    /**
     * The migration of a file.
     *
     * @param name of the file, without its folder
     */
    public static MigrationFile of(String name, String sql) {
        var marks = Marks.of(sql);
        var versioned = VERSIONED.matcher(name);
        if (versioned.matches()) {
            var version = Optional.of(new Version(versioned.group(1)));
            return new MigrationFile(name, Kind.VERSIONED, version, words(versioned.group(2)), sql, marks);
        }
        var repeatable = REPEATABLE.matcher(name);
        if (repeatable.matches()) {
            return new MigrationFile(name, Kind.REPEATABLE, Optional.empty(), words(repeatable.group(1)), sql, marks);
        }
        return new MigrationFile(name, Kind.CALLBACK, Optional.empty(), name.replaceFirst("\\.sql$", ""), sql, marks);
    }

    /** Every SQL file below a directory, in the order in which they are applied. */
    public static List<MigrationFile> in(Path directory) {
        try (var found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".sql"))
                    .map(MigrationFile::read)
                    .sorted(ORDER)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list the migrations in " + directory, unreadable);
        }
    }

    /** What it is for: {@code expand}, or {@code contract of V12}. */
    public String step() {
        return marks.contractOf().map(expand -> "contract of " + expand).orElse("expand");
    }

    private static MigrationFile read(Path file) {
        try {
            return of(file.getFileName().toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the migration " + file, unreadable);
        }
    }

    private static String words(String name) {
        return name.replace('_', ' ');
    }
}
