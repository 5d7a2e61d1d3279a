package dev.holdfast.migrations;

import dev.holdfast.migrationrules.Version;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;

/** The SQL files under {@code db/migration}, each applied once, in the order of their versions, each in one transaction where PostgreSQL can. */
final class Migrations {
    /** What one run did: the versions that it applied, and the one that the database now has. */
    record Applied(List<String> versions, String version) {}

    /** Where they run: what they name without a schema lies here. */
    static final String SCHEMA = "holdfast";

    private static final String NOT_UNDONE = "It runs without a transaction, so what it did before that is still there"
            + " (begin such a file by removing what an earlier try left, as in DROP INDEX CONCURRENTLY IF EXISTS)";
    private static final String TIME_IS_UP =
            " It did not end before the deadline, and PostgreSQL stopped it. Split it into several migrations, each"
                    + " with a deployment of its own, or let it do less at once: docs/migrations.md says how.";

    /** What a database without migrations is at. */
    private static final Version NOTHING = new Version("0");

    private final String[] locations;

    Migrations(String... locations) {
        this.locations = locations;
    }

    /**
     * Applies what the database does not have yet. A database that is ahead of these files, because an older image is
     * deployed again, is left as it is.
     *
     * @throws MigrationFailed if the rules refuse a migration, or it would not end in time, and nothing was changed; or
     *     naming the migration and the database's error: what that migration did is undone, or the message says that it
     *     is not
     */
    Applied apply(DataSource database, Throughput throughput, Deadline deadline) {
        var flyway = Flyway.configure()
                .dataSource(database)
                .locations(locations)
                .defaultSchema(SCHEMA)
                .createSchemas(true)
                .validateMigrationNaming(true)
                .failOnMissingLocations(true)
                .cleanDisabled(true)
                .loggers("slf4j")
                .callbacks(new TimeLimit(deadline))
                // Flyway's lock lasts a transaction by default, for whose end CREATE INDEX CONCURRENTLY waits for ever.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
        try {
            check(flyway, database, throughput, deadline);
            var versions = flyway.migrate().migrations.stream()
                    .map(migration -> migration.version)
                    .filter(version -> version != null && !version.isEmpty())
                    .toList();
            return new Applied(versions, version(flyway));
        } catch (FlywayMigrateException e) {
            var undone = e.isExecutableInTransaction();
            if (!undone) {
                forget(database);
            }
            throw new MigrationFailed(
                    "Migration %s failed%s: %s. %s, and the database stays at version %s: correct the file and deploy again.%s"
                            .formatted(
                                    e.getMigration().getScript(),
                                    e.getLineNumber() > 0 ? " at line " + e.getLineNumber() : "",
                                    cause(e),
                                    undone ? "It was undone" : NOT_UNDONE,
                                    version(flyway),
                                    sqlError(e).filter(TimeLimit::isUp).isPresent() ? TIME_IS_UP : ""),
                    e);
        } catch (FlywayException e) {
            throw new MigrationFailed("The migrations cannot be applied: " + cause(e), e);
        }
    }

    /** Flyway would refuse every later run until a person repairs its history, and no person has a way in here. */
    private static void forget(DataSource database) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + SCHEMA + ".flyway_schema_history WHERE NOT success");
        } catch (SQLException e) {
            throw new MigrationFailed("The failed migration cannot be taken out of the history: " + e.getMessage(), e);
        }
    }

    private static String version(Flyway flyway) {
        var current = flyway.info().current();
        return current == null || current.getVersion() == null
                ? "0"
                : current.getVersion().getVersion();
    }

    /** Before anything is changed: what is about to run, and whether it may. */
    private void check(Flyway flyway, DataSource database, Throughput throughput, Deadline deadline) {
        var known = flyway.info();
        var pending = Stream.of(known.pending())
                .map(migration -> Scripts.name(migration.getScript()))
                .collect(Collectors.toSet());
        var current = Version.parse(version(flyway)).filter(version -> !version.equals(NOTHING));
        try (var connection = database.getConnection()) {
            new Plan(new Scripts(locations).of(known.all()), pending, current).check(connection, throughput, deadline);
        } catch (SQLException e) {
            throw new MigrationFailed("The size of the tables cannot be asked: " + e.getMessage(), e);
        }
    }

    private static String cause(FlywayException e) {
        return sqlError(e)
                .map(sql -> sql.getMessage() + " (SQL state " + sql.getSQLState() + ")")
                .orElse(e.getMessage());
    }

    private static Optional<SQLException> sqlError(FlywayException e) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .reduce((outer, inner) -> inner);
    }
}
