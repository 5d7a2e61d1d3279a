package dev.holdfast.migrations;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The Lambda function that a deployment invokes before it rolls the application out. It makes the database's roles and
 * the first values of their secrets, applies the migrations as the owner, and asserts roles, passwords and grants again
 * on every run. Runs that overlap wait for each other.
 */
public final class MigrationHandler implements RequestHandler<Object, MigrationHandler.Answer> {
    /**
     * What the deployment is told.
     *
     * @param applied the versions that this run applied, oldest first; empty if the database had them all
     * @param version the version that the database now has
     */
    public record Answer(List<String> applied, String version, long durationMillis) {}

    private static final Logger LOG = LoggerFactory.getLogger(MigrationHandler.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Any number, as long as it is this one: the name of the lock. */
    private static final long LOCK = 0x686f6c64;

    private final Map<String, String> environment;
    private final Duration patience;
    private final Function<Region, SecretsManagerClient> secretsManager;
    private final Migrations migrations;

    /** What the Lambda runtime calls. */
    public MigrationHandler() {
        this(System.getenv(), PATIENCE, Secrets::client, new Migrations("classpath:db/migration"));
    }

    MigrationHandler(
            Map<String, String> environment,
            Duration patience,
            Function<Region, SecretsManagerClient> secretsManager,
            Migrations migrations) {
        this.environment = environment;
        this.patience = patience;
        this.secretsManager = secretsManager;
        this.migrations = migrations;
    }

    /**
     * Brings the database to where this image wants it.
     *
     * @param input any JSON; the function has nothing to be told
     * @throws MigrationFailed saying what failed and what to do; Lambda answers it as the function's error
     */
    @Override
    public Answer handleRequest(Object input, Context context) {
        var started = System.nanoTime();
        var deadline = Deadline.of(context);
        var settings = Settings.from(environment);
        var throughput = Throughput.from(environment);
        try (var client = secretsManager.apply(settings.region())) {
            return migrate(
                    new Database(settings, patience),
                    new Secrets(client, settings),
                    database -> migrations.apply(database, throughput, deadline),
                    started);
        }
    }

    private Answer migrate(
            Database database, Secrets secrets, Function<DataSource, Migrations.Applied> apply, long started) {
        var master = database.await(secrets::master);
        try (var connection = master.getConnection()) {
            lock(connection);
            new Roles(connection).change(roles -> {
                roles.ensureOwner();
                for (var group : RoleGroup.values()) {
                    roles.ensure(group, () -> secrets.known(group));
                }
            });
            var applied = apply.apply(database.actingAs(Roles.OWNER, master));
            var answer = new Answer(
                    applied.versions(),
                    applied.version(),
                    Duration.ofNanos(System.nanoTime() - started).toMillis());
            LOG.info("The database is at version {}; applied now: {}", answer.version(), answer.applied());
            return answer;
        } catch (SQLException e) {
            throw new MigrationFailed(
                    "The database refused: %s (SQL state %s)".formatted(e.getMessage(), e.getSQLState()), e);
        }
    }

    /** Held until the connection is closed: Flyway has a lock of its own, but the roles come before it. */
    private static void lock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '5min'");
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            statement.execute("RESET lock_timeout");
        }
    }
}
