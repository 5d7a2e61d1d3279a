package dev.holdfast.impact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.migrationrules.Version;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The migrations that an update would run. A stack tells in its outputs which files it has ({@code migrationFiles}), and at
 * which version the migration function left the database ({@code migrations.version}).
 */
final class PendingMigrations {
    private PendingMigrations() {}

    /**
     * Those that the stack would have, and the database has not.
     *
     * @param before the stack's outputs after its last update
     * @param after its outputs after this one
     */
    static List<Migration> of(JsonNode before, JsonNode after) {
        var reached = version(before.path("migrations").path("version").asText());
        return StreamSupport.stream(after.path("migrationFiles").spliterator(), false)
                .map(file -> new Migration(
                        Json.text(file, "version"), Json.text(file, "description"), Json.text(file, "step")))
                .filter(file -> version(file.version()).compareTo(reached) > 0)
                .sorted(Comparator.comparing(file -> version(file.version())))
                .toList();
    }

    /** What is no version, such as that of a database without any, comes before all. */
    private static Version version(String text) {
        return Version.parse(text).orElse(new Version("0"));
    }
}
