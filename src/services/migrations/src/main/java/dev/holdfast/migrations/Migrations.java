package dev.holdfast.migrations;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;

/** The SQL files under {@code db/migration}, each applied once, in one transaction, in the order of their versions. */
final class Migrations {
    /** What one run did: the versions that it applied, and the one that the database now has. */
    record Applied(List<String> versions, String version) {}

    private static final String SCHEMA = "holdfast";

    private final String[] locations;

    Migrations(String... locations) {
        this.locations = locations;
    }

    /**
     * Applies what the database does not have yet. A database that is ahead of these files, because an older image is
     * deployed again, is left as it is.
     *
     * @throws MigrationFailed naming the migration and the database's error; what that migration did is undone
     */
    Applied apply(DataSource database) {
        var flyway = Flyway.configure()
                .dataSource(database)
                .locations(locations)
                .defaultSchema(SCHEMA)
                .createSchemas(true)
                .validateMigrationNaming(true)
                .failOnMissingLocations(true)
                .cleanDisabled(true)
                .loggers("slf4j")
                .load();
        try {
            var versions = flyway.migrate().migrations.stream()
                    .map(migration -> migration.version)
                    .filter(version -> version != null && !version.isEmpty())
                    .toList();
            return new Applied(versions, version(flyway));
        } catch (FlywayMigrateException e) {
            throw new MigrationFailed(
                    "Migration %s failed%s: %s. It was undone, and the database stays at version %s: correct the file and deploy again."
                            .formatted(
                                    e.getMigration().getScript(),
                                    e.getLineNumber() > 0 ? " at line " + e.getLineNumber() : "",
                                    cause(e),
                                    version(flyway)),
                    e);
        } catch (FlywayException e) {
            throw new MigrationFailed("The migrations cannot be applied: " + cause(e), e);
        }
    }

    private static String version(Flyway flyway) {
        var current = flyway.info().current();
        return current == null || current.getVersion() == null
                ? "0"
                : current.getVersion().getVersion();
    }

    private static String cause(FlywayException e) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .reduce((outer, inner) -> inner)
                .map(sql -> sql.getMessage() + " (SQL state " + sql.getSQLState() + ")")
                .orElse(e.getMessage());
    }
}
