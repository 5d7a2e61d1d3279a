package dev.holdfast.migrations;

import static dev.holdfast.migrations.fixture.StoredSecrets.APPLICATION_ARN;
import static dev.holdfast.migrations.fixture.StoredSecrets.MASTER_ARN;
import static dev.holdfast.migrations.fixture.StoredSecrets.READ_ONLY_ARN;

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

    /** Rotates the application's secret, as Secrets Manager has it done. */
    public static void rotate(StoredSecrets secrets) {
        var token = secrets.beginRotation(APPLICATION_ARN);
        rotate(secrets, token, "createSecret", "setSecret", "testSecret", "finishSecret");
    }

    /** Some steps of a rotation of the application's secret. */
    static void rotate(StoredSecrets secrets, String token, String... steps) {
        rotate(APPLICATION_ARN, secrets, token, steps);
    }

    static void rotate(String arn, StoredSecrets secrets, String token, String... steps) {
        var handler = new RotationHandler(environment(), Duration.ofSeconds(5), region -> secrets);
        for (var step : steps) {
            handler.handleRequest(Map.of("SecretId", arn, "ClientRequestToken", token, "Step", step), null);
        }
    }

    /** What the functions are told of the test database. */
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
                "DATABASE_READ_ONLY_SECRET_ARN",
                READ_ONLY_ARN,
                "DATABASE_CA_BUNDLE",
                Postgres.caBundle().toString());
    }
}
