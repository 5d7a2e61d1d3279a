package dev.holdfast.migrations;

import static dev.holdfast.migrations.fixture.StoredSecrets.APPLICATION_ARN;
import static dev.holdfast.migrations.fixture.StoredSecrets.MASTER_ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.migrations.fixture.Postgres;
import dev.holdfast.migrations.fixture.StoredSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function against a real PostgreSQL whose master is no superuser. */
class MigrationHandlerTest {
    private static final String SHIPPED = "classpath:db/migration";

    private final StoredSecrets secrets = new StoredSecrets();

    @TempDir
    Path files;

    @BeforeEach
    void emptyDatabase() {
        Postgres.empty();
    }

    @Test
    void appliesEveryMigrationToAnEmptyDatabase() {
        var answer = run();

        assertThat(answer.applied()).containsExactly("1", "2");
        assertThat(answer.version()).isEqualTo("2");
        assertThat(answer.durationMillis()).isPositive();
    }

    @Test
    void appliesNothingTheSecondTimeAndKeepsTheData() throws SQLException {
        run();
        asApplication("INSERT INTO holdfast.messages (author, text) VALUES ('Ada', 'Hello')");

        assertThat(run().applied()).isEmpty();
        assertThat(run().version()).isEqualTo("2");
        assertThat(Postgres.query("SELECT text FROM holdfast.messages")).containsExactly("Hello");
    }

    @Test
    void appliesOnlyWhatIsNew() throws Exception {
        run();
        Files.writeString(files.resolve("V3__add_colour.sql"), "ALTER TABLE messages ADD COLUMN colour text;");

        assertThat(run(SHIPPED, "filesystem:" + files).applied()).containsExactly("3");
    }

    @Test
    void leavesADatabaseThatIsAheadAsItIs() throws Exception {
        Files.writeString(files.resolve("V3__add_colour.sql"), "ALTER TABLE messages ADD COLUMN colour text;");
        run(SHIPPED, "filesystem:" + files);

        var older = run();

        assertThat(older.applied()).isEmpty();
        assertThat(older.version()).isEqualTo("3");
    }

    @Test
    void undoesAFailedMigrationAndNamesItWithTheDatabasesError() throws Exception {
        run();
        Files.writeString(files.resolve("V3__half.sql"), """
                CREATE TABLE half (id bigint);
                INSERT INTO nowhere VALUES (1);
                """);

        assertThatThrownBy(() -> run(SHIPPED, "filesystem:" + files))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContainingAll(
                        "V3__half.sql",
                        "line 2",
                        "relation \"nowhere\" does not exist",
                        "SQL state 42P01",
                        "stays at version 2");
        assertThat(Postgres.query("SELECT to_regclass('holdfast.half')")).containsOnlyNulls();
        assertThat(run().version()).isEqualTo("2");
    }

    @Test
    void appliesTheCorrectedMigrationAfterAFailedOne() throws Exception {
        var file = files.resolve("V3__colour.sql");
        Files.writeString(file, "ALTER TABLE message ADD COLUMN colour text;");
        assertThatThrownBy(() -> run(SHIPPED, "filesystem:" + files)).isInstanceOf(MigrationFailed.class);
        Files.writeString(file, "ALTER TABLE messages ADD COLUMN colour text;");

        assertThat(run(SHIPPED, "filesystem:" + files).applied()).containsExactly("3");
    }

    @Test
    void saysThatAMigrationWithoutATransactionIsNotUndoneAndAppliesTheCorrectedOne() throws Exception {
        var file = files.resolve("V3__by_colour.sql");
        Files.writeString(file, "CREATE INDEX CONCURRENTLY by_colour ON messages (colour);");
        assertThatThrownBy(() -> run(SHIPPED, "filesystem:" + files))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContainingAll("V3__by_colour.sql", "without a transaction")
                .hasMessageNotContaining("was undone");
        Files.writeString(file, "CREATE INDEX CONCURRENTLY by_colour ON messages (author);");

        assertThat(run(SHIPPED, "filesystem:" + files).applied()).containsExactly("3");
    }

    @Test
    void refusesAMigrationThatWasChangedAfterItWasApplied() throws Exception {
        var file = files.resolve("V3__colour.sql");
        Files.writeString(file, "ALTER TABLE messages ADD COLUMN colour text;");
        run(SHIPPED, "filesystem:" + files);
        Files.writeString(file, "ALTER TABLE messages ADD COLUMN color text;");

        assertThatThrownBy(() -> run(SHIPPED, "filesystem:" + files))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("version 3");
    }

    @Test
    void letsTheApplicationReadAndAddMessages() throws SQLException {
        run();

        asApplication("INSERT INTO holdfast.messages (author, text) VALUES ('Ada', 'Hello')");
        asApplication("SELECT * FROM holdfast.messages");
    }

    @Test
    void letsTheApplicationDoNothingElse() {
        run();

        var forbidden = List.of(
                "DELETE FROM holdfast.messages",
                "UPDATE holdfast.messages SET text = ''",
                "TRUNCATE holdfast.messages",
                "DROP TABLE holdfast.messages",
                "ALTER TABLE holdfast.messages ADD COLUMN x text",
                "CREATE TABLE holdfast.mine (id int)",
                "CREATE TABLE public.mine (id int)",
                "CREATE TEMPORARY TABLE mine (id int)",
                "CREATE SCHEMA mine",
                "CREATE ROLE mine",
                "SELECT * FROM holdfast.flyway_schema_history",
                "SELECT setval('holdfast.messages_id_seq', 1)",
                "SET ROLE holdfast_app",
                "SET ROLE holdfast_owner",
                "SET ROLE " + Postgres.MASTER);
        assertThat(forbidden)
                .allSatisfy(sql -> assertThatThrownBy(() -> asApplication(sql))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("42501")));
    }

    @Test
    void takesBackWhatSomebodyGrantedTheApplication() throws SQLException {
        run();
        asMaster("GRANT DELETE ON holdfast.messages TO holdfast_app");
        asMaster("GRANT DELETE ON holdfast.messages TO holdfast_app_a");
        asMaster("ALTER ROLE holdfast_app_a CREATEDB");

        run();

        assertThatThrownBy(() -> asApplication("DELETE FROM holdfast.messages")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> asApplication("CREATE DATABASE mine")).isInstanceOf(SQLException.class);
    }

    @Test
    void makesALongRandomPasswordOnceAndKeepsIt() {
        run();
        var made = secrets.value(APPLICATION_ARN);
        run();

        assertThat(made).containsPattern("\"password\":\"[\\w-]{43}\"").contains("\"username\":\"holdfast_app_a\"");
        assertThat(secrets.value(APPLICATION_ARN)).isEqualTo(made);
    }

    @Test
    void givesTheUserTheSecretsPasswordAgain() throws SQLException {
        run();
        asMaster("ALTER ROLE holdfast_app_a NOLOGIN PASSWORD 'another'");

        run();

        assertThatCode(() -> asApplication("SELECT 1")).doesNotThrowAnyException();
    }

    @Test
    void createsTheUserOfASecretThatAlreadyHasAValue() {
        secrets.put(APPLICATION_ARN, StoredSecrets.json("holdfast_app_b", "from-before"));

        run();

        assertThatCode(() -> Postgres.connect("holdfast_app_b", "from-before").close())
                .doesNotThrowAnyException();
    }

    @Test
    void refusesASecretOfAnotherRole() {
        secrets.put(APPLICATION_ARN, StoredSecrets.json("postgres", "not-to-be-shown"));

        assertThatThrownBy(this::run)
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContainingAll(APPLICATION_ARN, "\"postgres\"", "holdfast_app_a", "holdfast_app_b")
                .hasMessageNotContaining("not-to-be-shown");
    }

    @Test
    void saysHowToMendARoleThatSomebodyElseCreated() {
        Postgres.asSuperuser("CREATE ROLE holdfast_app");

        assertThatThrownBy(this::run)
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("GRANT holdfast_app TO")
                .hasMessageContaining("42501");
    }

    @Test
    void keepsBothPasswordsOutOfTheServersLog() {
        run();

        var password = Credentials.parse(APPLICATION_ARN, secrets.value(APPLICATION_ARN))
                .password();
        assertThat(Postgres.log())
                .containsIgnoringCase("ALTER USER \"holdfast_app_a\" PASSWORD 'SCRAM-SHA-256$")
                .doesNotContain(password);
    }

    @Test
    void survivesTwoInvocationsAtOnce() {
        var runs = Stream.generate(() -> CompletableFuture.supplyAsync(() -> run()))
                .limit(3)
                .toList();

        assertThat(runs.stream().map(CompletableFuture::join).flatMap(answer -> answer.applied().stream()))
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void refusesADatabaseThatAnotherAuthoritySigned() {
        assertThatThrownBy(() -> run(
                        Map.of("DATABASE_CA_BUNDLE", Postgres.otherCaBundle().toString()), SHIPPED))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("certificate authorities");
    }

    @Test
    void refusesADatabaseWithAnotherNameInItsCertificate() {
        assertThatThrownBy(() -> run(Map.of("DATABASE_HOST", "127.0.0.1"), SHIPPED))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void saysHowLongItWaitedForADatabaseThatDoesNotAnswer() {
        assertThatThrownBy(() -> run(Map.of("DATABASE_PORT", "1"), SHIPPED))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContainingAll("localhost:1", "within 1 seconds", "Nothing was changed");
    }

    @Test
    void readsTheMastersSecretAgainWhileItsPasswordIsRotated() {
        secrets.put(MASTER_ARN, StoredSecrets.json(Postgres.MASTER, "of-last-week"));
        var rotation = CompletableFuture.runAsync(
                () -> secrets.put(MASTER_ARN, StoredSecrets.json(Postgres.MASTER, Postgres.MASTER_PASSWORD)),
                CompletableFuture.delayedExecutor(400, java.util.concurrent.TimeUnit.MILLISECONDS));

        assertThat(run().version()).isEqualTo("2");
        rotation.join();
    }

    private MigrationHandler.Answer run(String... locations) {
        return run(Map.of(), locations.length == 0 ? new String[] {SHIPPED} : locations);
    }

    private MigrationHandler.Answer run(Map<String, String> changes, String... locations) {
        var environment = new HashMap<>(MigratedDatabase.environment());
        environment.putAll(changes);
        return new MigrationHandler(environment, Duration.ofSeconds(1), region -> secrets, new Migrations(locations))
                .handleRequest(Map.of(), null);
    }

    private void asApplication(String sql) throws SQLException {
        var credentials = Credentials.parse(APPLICATION_ARN, secrets.value(APPLICATION_ARN));
        try (var connection = Postgres.connect(credentials.username(), credentials.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void asMaster(String sql) throws SQLException {
        try (var connection = Postgres.connect(Postgres.MASTER, Postgres.MASTER_PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
