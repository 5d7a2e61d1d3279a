package dev.holdfast.migrations;

import dev.holdfast.migrationrules.MigrationFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;

/** The texts of the migrations that Flyway names. */
final class Scripts {
    private static final String CLASSPATH = "classpath:";
    private static final String FILESYSTEM = "filesystem:";

    private final List<String> locations;

    Scripts(String... locations) {
        this.locations = List.of(locations);
    }

    /** The migrations whose files are here; a database that is ahead knows others. */
    List<MigrationFile> of(MigrationInfo... migrations) {
        return Stream.of(migrations)
                .map(MigrationInfo::getScript)
                .distinct()
                .flatMap(script -> read(script).stream().map(sql -> MigrationFile.of(name(script), sql)))
                .toList();
    }

    /** A script's name without its folder, which is what the rules call it. */
    static String name(String script) {
        return script.substring(script.lastIndexOf('/') + 1);
    }

    private Optional<String> read(String script) {
        return locations.stream()
                .flatMap(location -> read(location, script).stream())
                .findFirst();
    }

    private static Optional<String> read(String location, String script) {
        try {
            if (location.startsWith(FILESYSTEM)) {
                var file = Path.of(location.substring(FILESYSTEM.length()), script);
                return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
            }
            var resource = location.replaceFirst("^" + CLASSPATH, "") + "/" + script;
            try (var text = Scripts.class.getClassLoader().getResourceAsStream(resource)) {
                return text == null
                        ? Optional.empty()
                        : Optional.of(new String(text.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the migration " + script, unreadable);
        }
    }
}
