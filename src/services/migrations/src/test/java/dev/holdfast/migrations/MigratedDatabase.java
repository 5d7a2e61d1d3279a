package dev.holdfast.migrations;

import static dev.holdfast.migrations.fixture.StoredSecrets.APPLICATION_ARN;
import static dev.holdfast.migrations.fixture.StoredSecrets.MASTER_ARN;

import dev.holdfast.migrations.fixture.Postgres;
import dev.holdfast.migrations.fixture.StoredSecrets;
import java.time.Duration;
import java.util.Map;

/** The test database with the shipped migrations applied, for the tests of the services that use it. */
public final class MigratedDatabase {
    private MigratedDatabase() {}

    /** Empties the database and migrates it; the application's credentials are in the secrets that come back. */
    public static StoredSecrets create() {
        Postgres.empty();
        var secrets = new StoredSecrets();
        new MigrationHandler(
                        environment(),
                        Duration.ofSeconds(5),
                        region -> secrets,
                        new Migrations("classpath:db/migration"))
                .handleRequest(null, null);
        return secrets;
    }

    /** What the function is told of the test database. */
    static Map<String, String> environment() {
        return Map.of(
                "DATABASE_HOST",
                Postgres.HOST,
                "DATABASE_PORT",
                Integer.toString(Postgres.port()),
                "DATABASE_NAME",
                Postgres.DATABASE,
                "DATABASE_MASTER_SECRET_ARN",
                MASTER_ARN,
                "DATABASE_SECRET_ARN",
                APPLICATION_ARN,
                "DATABASE_CA_BUNDLE",
                Postgres.caBundle().toString());
    }
}
