package dev.holdfast.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.migrations.fixture.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What the function refuses before it changes anything, and what it stops, against a real PostgreSQL. */
class PlanTest {
    private static final Duration MINUTES = Duration.ofMinutes(14);
    /** Slow enough for a table of some hundred rows to be a large one. */
    private static final Throughput SLOW = new Throughput(1);

    @TempDir
    Path files;

    @BeforeEach
    void aDatabaseThatIsInUse() throws Exception {
        Postgres.empty();
        write(
                "V1__notes.sql",
                "CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text varchar(2000) NOT NULL,"
                        + " rating int)");
        apply();
    }

    @Test
    void refusesWhatBreaksRunningCodeAndChangesNothing() throws Exception {
        write("V2__colour.sql", "ALTER TABLE notes ADD COLUMN colour text");
        write("V3__drop.sql", "ALTER TABLE notes DROP COLUMN rating");

        assertThatThrownBy(this::apply)
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContainingAll("nothing was changed", "V3__drop.sql, line 1", "drop-column");
        assertThat(columns()).doesNotContain("colour");
    }

    @Test
    void doesNotJudgeWhatIsAppliedAlready() throws Exception {
        write("V2__drop.sql", "-- holdfast: contract of V1\nALTER TABLE notes DROP COLUMN rating");
        apply();
        Files.writeString(files.resolve("V3__colour.sql"), "ALTER TABLE notes ADD COLUMN colour text");

        assertThat(apply().versions()).containsExactly("3");
    }

    @Test
    void refusesAContractStepTogetherWithItsExpandStep() throws Exception {
        write("V2__body.sql", "ALTER TABLE notes ADD COLUMN body text");
        write("V3__drop.sql", "-- holdfast: contract of V2\nALTER TABLE notes DROP COLUMN text");

        assertThatThrownBy(this::apply)
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContainingAll("V3__drop.sql is the contract step of V2", "not deployed yet");
        assertThat(columns()).doesNotContain("body");
    }

    @Test
    void appliesAContractStepAfterItsExpandStep() throws Exception {
        write("V2__body.sql", "ALTER TABLE notes ADD COLUMN body text");
        apply();
        write("V3__drop.sql", "-- holdfast: contract of V2\nALTER TABLE notes DROP COLUMN text");

        assertThat(apply().versions()).containsExactly("3");
        assertThat(columns()).contains("body").doesNotContain("text");
    }

    @Test
    void appliesBothStepsAtOnceToAnEmptyDatabase() throws Exception {
        write("V2__body.sql", "ALTER TABLE notes ADD COLUMN body text");
        write("V3__drop.sql", "-- holdfast: contract of V2\nALTER TABLE notes DROP COLUMN text");
        Postgres.empty();

        assertThat(apply().versions()).containsExactly("1", "2", "3");
    }

    @Test
    void refusesAnIndexThatWouldHoldUpWritersOfALargeTable() throws Exception {
        fill(2_000);
        write("V2__index.sql", "CREATE INDEX by_rating ON notes (rating)");

        assertThatThrownBy(() -> apply(SLOW, MINUTES))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContainingAll(
                        "nothing was changed",
                        "everybody who writes to notes",
                        "V2__index.sql, line 1: index of notes, which has",
                        "MiB and about 2,000 rows",
                        "CREATE INDEX CONCURRENTLY");
    }

    @Test
    void allowsTheSameIndexOnASmallTable() throws Exception {
        fill(10);
        write("V2__index.sql", "CREATE INDEX by_rating ON notes (rating)");

        assertThat(apply(SLOW, MINUTES).versions()).containsExactly("2");
    }

    @Test
    void allowsALockThatTheAuthorSaysDoesNoHarm() throws Exception {
        fill(2_000);
        write(
                "V2__index.sql",
                "-- holdfast: safe because nobody writes at night\nCREATE INDEX by_rating ON notes (rating)");

        assertThat(apply(SLOW, MINUTES).versions()).containsExactly("2");
    }

    @Test
    void refusesWhatWouldNotEndInTimeWithTheTableItsSizeAndAdvice() throws Exception {
        fill(2_000);
        write("V2__rate.sql", "UPDATE notes SET rating = 1 WHERE rating IS NULL");

        assertThatThrownBy(() -> apply(SLOW, Duration.ofSeconds(10)))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContainingAll(
                        "the 15 minutes that Lambda gives; nothing was changed",
                        "V2__rate.sql, line 1: rows of notes, which has",
                        "in batches",
                        "takes 3min");
        assertThat(Postgres.query("SELECT rating FROM holdfast.notes LIMIT 1")).containsOnlyNulls();
    }

    @Test
    void countsABatchForTheRowsThatItChanges() throws Exception {
        fill(2_000);
        write("V2__rate.sql", "UPDATE notes SET rating = 1 WHERE id BETWEEN 1 AND 20");

        assertThat(apply(SLOW, Duration.ofSeconds(10)).versions()).containsExactly("2");
    }

    @Test
    void believesTheAuthorWithinTheLimit() throws Exception {
        fill(2_000);
        write("V2__rate.sql", "-- holdfast: takes 2s\nUPDATE notes SET rating = 1 WHERE rating IS NULL");
        assertThat(apply(SLOW, Duration.ofSeconds(10)).versions()).containsExactly("2");

        write("V3__rate.sql", "-- holdfast: takes 15min\nUPDATE notes SET rating = 2 WHERE rating = 1");
        assertThatThrownBy(() -> apply(SLOW, MINUTES))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("would take about 900 s");
    }

    @Test
    void letsPostgresStopAStatementThatTakesTooLongAndUndoesTheMigration() throws Exception {
        write("V2__slow.sql", """
            -- holdfast: safe because it only sleeps
            ALTER TABLE notes ADD COLUMN colour text;
            SELECT pg_sleep(30);
            """);

        assertThatThrownBy(() -> apply(new Throughput(10), Duration.ofSeconds(1)))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContainingAll(
                        "V2__slow.sql", "line 3", "57014", "It was undone", "did not end before the deadline");
        assertThat(columns()).doesNotContain("colour");
    }

    @Test
    void letsPostgresStopStatementsThatTakeTooLongTogether() throws Exception {
        write("V2__slow.sql", """
            -- holdfast: safe because it only sleeps
            ALTER TABLE notes ADD COLUMN colour text;
            SELECT pg_sleep(1.5);
            SELECT pg_sleep(1.5);
            SELECT pg_sleep(1.5);
            """);

        assertThatThrownBy(() -> apply(new Throughput(10), Duration.ofSeconds(2)))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContainingAll("V2__slow.sql", "did not end before the deadline");
        assertThat(columns()).doesNotContain("colour");
    }

    private void write(String name, String sql) throws Exception {
        Files.writeString(files.resolve(name), sql);
    }

    private static void fill(int rows) throws SQLException {
        asMaster("INSERT INTO holdfast.notes (text) SELECT repeat(md5(n::text), 60) FROM generate_series(1, " + rows
                + ") n");
        asMaster("ANALYZE holdfast.notes");
    }

    private static void asMaster(String sql) throws SQLException {
        try (var connection = Postgres.connect(Postgres.MASTER, Postgres.MASTER_PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> columns() throws SQLException {
        return Postgres.query("SELECT column_name FROM information_schema.columns WHERE table_name = 'notes'");
    }

    private Migrations.Applied apply() {
        return apply(new Throughput(Throughput.DEFAULT), MINUTES);
    }

    private Migrations.Applied apply(Throughput throughput, Duration left) {
        var database = new PGSimpleDataSource();
        database.setServerNames(new String[] {Postgres.HOST});
        database.setPortNumbers(new int[] {Postgres.port()});
        database.setDatabaseName(Postgres.DATABASE);
        database.setUser(Postgres.MASTER);
        database.setPassword(Postgres.MASTER_PASSWORD);
        database.setSslMode("verify-full");
        database.setSslRootCert(Postgres.caBundle().toString());
        return new Migrations("filesystem:" + files).apply(database, throughput, Deadline.in(left));
    }
}
