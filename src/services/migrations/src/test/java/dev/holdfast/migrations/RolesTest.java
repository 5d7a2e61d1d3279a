package dev.holdfast.migrations;

import static dev.holdfast.migrations.fixture.StoredSecrets.APPLICATION_ARN;
import static dev.holdfast.migrations.fixture.StoredSecrets.READ_ONLY_ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.migrations.fixture.Postgres;
import dev.holdfast.migrations.fixture.StoredSecrets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who owns what in the database, and who may log in, after the migration function ran. */
class RolesTest {
    private final StoredSecrets secrets = new StoredSecrets();

    @BeforeEach
    void emptyDatabase() {
        Postgres.empty();
    }

    @Test
    void theOwnerOwnsTheDatabaseTheSchemaAndEverythingInIt() {
        run();

        assertThat(owners()).containsOnly("holdfast_owner");
        assertThat(Postgres.query("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'holdfast_owner'"))
                .containsExactly("f");
    }

    @Test
    void handsOverWhatTheMasterOwnsInADatabaseOfBefore() throws SQLException {
        run();
        asMaster("REASSIGN OWNED BY holdfast_owner TO " + Postgres.MASTER);
        asMaster("DROP OWNED BY holdfast_owner");
        asMaster("DROP ROLE holdfast_owner");
        asMaster("CREATE TABLE holdfast.orders (id bigserial PRIMARY KEY, \"Odd name\" text)");
        asMaster("CREATE VIEW holdfast.open AS SELECT id FROM holdfast.orders");
        asMaster("CREATE SEQUENCE holdfast.numbers");
        asMaster("CREATE TYPE holdfast.colour AS ENUM ('red')");
        asMaster("CREATE DOMAIN holdfast.name AS text CHECK (VALUE <> '')");
        asMaster("CREATE FUNCTION holdfast.one(integer, text) RETURNS integer LANGUAGE sql AS 'SELECT 1'");
        asMaster("CREATE STATISTICS holdfast.both ON id, \"Odd name\" FROM holdfast.orders");
        asMaster("CREATE TABLE public.somebody_elses (id integer)");
        asMaster("INSERT INTO holdfast.orders DEFAULT VALUES");

        run();
        run();

        assertThat(owners()).containsOnly("holdfast_owner");
        assertThat(Postgres.query("SELECT id FROM holdfast.orders")).containsExactly("1");
        assertThat(Postgres.query("SELECT tableowner FROM pg_tables WHERE tablename = 'somebody_elses'"))
                .as("what is outside of the schema")
                .containsExactly(Postgres.MASTER);
    }

    @Test
    void letsNobodyLogInAsTheGroupThatTheApplicationLoggedInAsBefore() throws SQLException {
        asMaster("CREATE ROLE holdfast_app LOGIN PASSWORD 'of-before'");
        secrets.put(APPLICATION_ARN, StoredSecrets.json("holdfast_app", "of-before"));

        run();

        assertThat(current(APPLICATION_ARN).username()).isEqualTo("holdfast_app_a");
        assertThatCode(() -> as(current(APPLICATION_ARN), "SELECT * FROM holdfast.messages"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Postgres.connect("holdfast_app", "of-before"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isIn("28000", "28P01"));
    }

    @Test
    void letsTheReadOnlyUserReadEverything() throws SQLException {
        run();
        asOwner("CREATE TABLE holdfast.added (id integer)");

        for (var table : List.of("messages", "flyway_schema_history", "added")) {
            as(current(READ_ONLY_ARN), "SELECT * FROM holdfast." + table);
        }
    }

    @Test
    void letsTheReadOnlyUserWriteNothing() {
        run();

        for (var sql : List.of(
                "INSERT INTO holdfast.messages (author, text) VALUES ('Ada', 'Hello')",
                "DELETE FROM holdfast.messages",
                "CREATE TABLE holdfast.mine (id int)",
                "CREATE TEMPORARY TABLE mine (id int)",
                "SELECT nextval('holdfast.messages_id_seq')")) {
            assertThatThrownBy(() -> as(current(READ_ONLY_ARN), sql))
                    .as(sql)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isIn("25006", "42501"));
            assertThatThrownBy(() -> as(current(READ_ONLY_ARN), "SET default_transaction_read_only = off", sql))
                    .as("once it has taken that off, " + sql)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void endsALongQueryOfTheReadOnlyUser() throws SQLException {
        run();

        try (var connection = Postgres.connect(
                        current(READ_ONLY_ARN).username(),
                        current(READ_ONLY_ARN).password());
                var shown = connection.createStatement().executeQuery("SHOW statement_timeout")) {
            shown.next();
            assertThat(shown.getString(1)).isEqualTo("5min");
        }
    }

    @Test
    void letsNobodyLogInAsAUserThatHadNoTurnYet() {
        run();

        for (var password : List.of("", "holdfast_app_b")) {
            assertThatThrownBy(() -> Postgres.connect("holdfast_app_b", password))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void givesARestoredDatabaseThePasswordsOfBothSecretsAndBothTurns() throws SQLException {
        run();
        MigratedDatabase.rotate(secrets);
        var current = current(APPLICATION_ARN);
        var previous = Credentials.parse(APPLICATION_ARN, secrets.value(APPLICATION_ARN, null, "AWSPREVIOUS"));
        for (var user : List.of("holdfast_app_a", "holdfast_app_b", "holdfast_read_a")) {
            asMaster("ALTER ROLE " + user + " PASSWORD 'of-the-snapshot'");
        }

        run();

        for (var credentials : List.of(current, previous, current(READ_ONLY_ARN))) {
            assertThatCode(() -> as(credentials, "SELECT 1"))
                    .as(credentials.username())
                    .doesNotThrowAnyException();
        }
        assertThat(current(APPLICATION_ARN)).as("is as it was").isEqualTo(current);
    }

    @Test
    void leavesTheRotationThatIsUnderWayAsItIs() throws SQLException {
        run();
        MigratedDatabase.rotate(secrets);
        var token = secrets.beginRotation(APPLICATION_ARN);
        MigratedDatabase.rotate(secrets, token, "createSecret", "setSecret");

        run();

        assertThatCode(() -> MigratedDatabase.rotate(secrets, token, "testSecret", "finishSecret"))
                .doesNotThrowAnyException();
        assertThatCode(() -> as(current(APPLICATION_ARN), "SELECT 1")).doesNotThrowAnyException();
    }

    @Test
    void changesNothingWhereARunEndsBeforeTheRolesAreWhole() {
        Postgres.asSuperuser("CREATE ROLE holdfast_read");

        assertThatThrownBy(this::run).hasMessageContaining("GRANT holdfast_read TO <master> WITH ADMIN OPTION");

        assertThat(Postgres.query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'holdfast\\_%' ORDER BY 1"))
                .containsExactly(Postgres.MASTER, "holdfast_read");
    }

    private void run() {
        new MigrationHandler(
                        MigratedDatabase.environment(),
                        Duration.ofSeconds(1),
                        region -> secrets,
                        new Migrations("classpath:db/migration"))
                .handleRequest(null, null);
    }

    private Credentials current(String arn) {
        return Credentials.parse(arn, secrets.value(arn));
    }

    /** Of the database, the schema, and all kinds of things in it that have an owner. */
    private static List<String> owners() {
        return Postgres.query("""
                SELECT datdba::regrole FROM pg_database WHERE datname = current_database()
                UNION ALL SELECT nspowner::regrole FROM pg_namespace WHERE nspname = 'holdfast'
                UNION ALL SELECT relowner::regrole FROM pg_class WHERE relnamespace = 'holdfast'::regnamespace
                UNION ALL SELECT typowner::regrole FROM pg_type WHERE typnamespace = 'holdfast'::regnamespace
                UNION ALL SELECT proowner::regrole FROM pg_proc WHERE pronamespace = 'holdfast'::regnamespace
                UNION ALL SELECT stxowner::regrole FROM pg_statistic_ext WHERE stxnamespace = 'holdfast'::regnamespace
                """);
    }

    private static void as(Credentials credentials, String... statements) throws SQLException {
        try (var connection = Postgres.connect(credentials.username(), credentials.password());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void asOwner(String sql) throws SQLException {
        asMaster("SET ROLE holdfast_owner", sql);
    }

    private static void asMaster(String... statements) throws SQLException {
        as(new Credentials(Postgres.MASTER, Postgres.MASTER_PASSWORD), statements);
    }
}
