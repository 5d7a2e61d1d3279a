package dev.holdfast.migrationrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule: what it is about, what is said instead, and which mark it honours. */
class ReviewTest {
    /** What there is before the migration in question. */
    private static final MigrationFile BEFORE = MigrationFile.of("V1__messages.sql", """
        CREATE TABLE messages (
            id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            author varchar(80) NOT NULL DEFAULT '',
            text   text NOT NULL,
            price  numeric(10,2),
            rating int
        );
        CREATE TABLE people (id bigint PRIMARY KEY);
        """);

    private static Review.Reviewed second(String sql) {
        var files = Review.of(List.of(BEFORE, MigrationFile.of("V2__second.sql", sql)))
                .files();
        return files.get(1);
    }

    private static Set<Rule> rules(String sql) {
        return second(sql).findings().stream().map(Finding::rule).collect(Collectors.toSet());
    }

    private static List<Arguments> found(Rule rule, String... statements) {
        return Arrays.stream(statements).map(sql -> Arguments.of(rule, sql)).toList();
    }

    static Stream<Arguments> whatTheRulesAreAbout() {
        return Stream.of(
                        found(
                                Rule.DROP_OBJECT,
                                "DROP TABLE messages",
                                "drop table if exists holdfast.messages cascade",
                                "DROP VIEW v",
                                "DROP MATERIALIZED VIEW v",
                                "DROP TYPE mood",
                                "DROP SCHEMA other CASCADE",
                                "DROP FUNCTION f(int)",
                                "DROP TRIGGER t ON messages",
                                "DROP SEQUENCE s",
                                "DROP POLICY p ON messages",
                                "DROP EXTENSION pgcrypto",
                                "DROP OWNED BY somebody",
                                "CREATE TABLE mine (id int); DROP TABLE mine, messages"),
                        found(
                                Rule.DROP_COLUMN,
                                "ALTER TABLE messages DROP COLUMN rating",
                                "ALTER TABLE messages DROP rating",
                                "ALTER TABLE messages ADD COLUMN a int, DROP COLUMN IF EXISTS rating CASCADE"),
                        found(
                                Rule.DROP_CONSTRAINT,
                                "ALTER TABLE messages DROP CONSTRAINT messages_pkey",
                                "ALTER TABLE messages DROP CONSTRAINT one_of_each"),
                        found(
                                Rule.RENAME,
                                "ALTER TABLE messages RENAME TO notes",
                                "ALTER TABLE messages RENAME COLUMN text TO body",
                                "ALTER TABLE messages RENAME text TO body",
                                "ALTER VIEW v RENAME TO w",
                                "ALTER TYPE mood RENAME TO feeling",
                                "ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'",
                                "ALTER SCHEMA holdfast RENAME TO other"),
                        found(
                                Rule.MOVE_AWAY,
                                "ALTER TABLE messages SET SCHEMA other",
                                "ALTER TABLE messages DETACH PARTITION part",
                                "ALTER TABLE messages ENABLE ROW LEVEL SECURITY",
                                "ALTER TYPE mood SET SCHEMA other"),
                        found(
                                Rule.CHANGE_TYPE,
                                "ALTER TABLE messages ALTER COLUMN rating TYPE bigint",
                                "ALTER TABLE messages ALTER author SET DATA TYPE varchar(40)",
                                "ALTER TABLE messages ALTER text TYPE varchar(200)",
                                "ALTER TABLE messages ALTER price TYPE numeric(10,3)",
                                "ALTER TABLE messages ALTER author TYPE text USING lower(author)",
                                "ALTER TABLE unknown ALTER author TYPE text",
                                "ALTER TYPE address ALTER ATTRIBUTE street TYPE text"),
                        found(
                                Rule.SET_NOT_NULL,
                                "ALTER TABLE messages ALTER COLUMN rating SET NOT NULL",
                                "ALTER TABLE messages ADD COLUMN a int; ALTER TABLE messages ALTER a SET NOT NULL"),
                        found(
                                Rule.REQUIRED_COLUMN,
                                "ALTER TABLE messages ADD COLUMN mood text NOT NULL",
                                "ALTER TABLE messages ADD mood text NOT NULL CHECK (mood <> '')"),
                        found(
                                Rule.DROP_DEFAULT,
                                "ALTER TABLE messages ALTER author DROP DEFAULT",
                                "ALTER TABLE unknown ALTER author DROP DEFAULT"),
                        found(
                                Rule.DELETE_ALL,
                                "TRUNCATE messages",
                                "DELETE FROM messages",
                                "DELETE FROM messages WHERE true",
                                "WITH gone AS (DELETE FROM messages RETURNING *) SELECT count(*) FROM gone"),
                        found(
                                Rule.UPDATE_ALL,
                                "UPDATE messages SET text = ''",
                                "UPDATE holdfast.messages SET text = '' WHERE 1 = 1"),
                        found(
                                Rule.REVOKE,
                                "REVOKE INSERT ON messages FROM holdfast_app",
                                "ALTER DEFAULT PRIVILEGES IN SCHEMA holdfast REVOKE SELECT ON TABLES FROM"
                                        + " holdfast_app"),
                        found(
                                Rule.UNJUDGED,
                                "DO $$ BEGIN EXECUTE 'DROP TABLE messages'; END $$",
                                "CALL tidy()",
                                "SELECT drop_everything()",
                                "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$",
                                "PREPARE p AS DELETE FROM messages WHERE id = 1",
                                "ALTER TABLE messages OWNER TO somebody",
                                "ALTER TABLE messages DISABLE TRIGGER ALL",
                                "ALTER SEQUENCE s RESTART",
                                "LOCK TABLE messages",
                                "SET statement_timeout = 0",
                                "COMMIT"),
                        found(
                                Rule.UNREAD,
                                "ALTR TABLE messages ADD COLUMN mood text",
                                "MERGE INTO messages m USING people p ON m.id = p.id WHEN MATCHED THEN DELETE",
                                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC DELETE FROM messages;"
                                        + " SELECT 1; END"),
                        found(
                                Rule.MIXED,
                                "CREATE INDEX CONCURRENTLY i ON messages (author); ALTER TABLE messages ADD COLUMN a"
                                        + " int"),
                        found(
                                Rule.MARK,
                                "-- holdfast: contract of 12\nSELECT 1",
                                "-- holdfast: safe because\nSELECT 1",
                                "-- holdfast: takes long\nSELECT 1",
                                "SELECT 1;\n-- holdfast: takes 3min\nSELECT 2"),
                        found(
                                Rule.PAIR,
                                "-- holdfast: contract of V3\nSELECT 1",
                                "-- holdfast: contract of V2\nSELECT 1"),
                        found(
                                Rule.INDEX_LOCKS,
                                "CREATE INDEX i ON messages (author)",
                                "CREATE UNIQUE INDEX i ON messages (lower(author)) WHERE rating > 3",
                                "DROP INDEX i",
                                "REINDEX TABLE messages",
                                "CREATE TABLE IF NOT EXISTS messages (id int); CREATE INDEX i ON messages (id)"),
                        found(
                                Rule.CONSTRAINT_LOCKS,
                                "ALTER TABLE messages ADD CONSTRAINT c CHECK (rating > 0)",
                                "ALTER TABLE messages ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES people (id)",
                                "ALTER TABLE messages ADD CONSTRAINT c UNIQUE (author)",
                                "ALTER TABLE people ADD PRIMARY KEY (id)",
                                "ALTER TABLE messages ADD COLUMN person bigint REFERENCES people (id)",
                                "ALTER TABLE messages ADD COLUMN slug text UNIQUE",
                                "ALTER TABLE messages ATTACH PARTITION part DEFAULT"),
                        found(
                                Rule.REWRITE_LOCKS,
                                "ALTER TABLE messages ADD COLUMN key uuid DEFAULT gen_random_uuid()",
                                "ALTER TABLE messages ADD COLUMN n bigserial",
                                "ALTER TABLE messages ADD COLUMN n bigint GENERATED ALWAYS AS IDENTITY",
                                "ALTER TABLE messages ADD COLUMN n int GENERATED ALWAYS AS (rating * 2) STORED",
                                "ALTER TABLE messages SET UNLOGGED",
                                "CLUSTER messages USING i",
                                "VACUUM FULL messages"))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("whatTheRulesAreAbout")
    void findsWhatARuleIsAbout(Rule rule, String sql) {
        assertThat(rules(sql)).as(sql).contains(rule);
    }

    @Test
    void triesEveryRule() {
        assertThat(whatTheRulesAreAbout().map(one -> (Rule) one.get()[0])).containsAll(EnumSet.allOf(Rule.class));
    }

    static Stream<String> whatRunningCodeDoesNotNotice() {
        return Stream.of(
                "ALTER TABLE messages ADD COLUMN mood text",
                "alter table messages add column mood text not null default 'none', add a int",
                "ALTER TABLE messages ADD COLUMN at timestamptz NOT NULL DEFAULT now()",
                "ALTER TABLE messages ALTER author TYPE varchar(200)",
                "ALTER TABLE messages ALTER author TYPE text",
                "ALTER TABLE messages ALTER text TYPE character varying",
                "ALTER TABLE messages ALTER price TYPE numeric(12,2)",
                "ALTER TABLE messages ALTER price TYPE decimal",
                "ALTER TABLE messages ALTER rating SET DEFAULT 3",
                "ALTER TABLE messages ALTER rating DROP DEFAULT",
                "ALTER TABLE messages ALTER text DROP NOT NULL",
                "ALTER TABLE messages ADD CONSTRAINT c CHECK (rating > 0) NOT VALID",
                "ALTER TABLE messages VALIDATE CONSTRAINT c",
                "ALTER TABLE messages ADD CONSTRAINT c UNIQUE USING INDEX i",
                "ALTER TABLE messages DROP CONSTRAINT messages_text_check",
                "ALTER TABLE messages SET (fillfactor = 70)",
                "CREATE INDEX CONCURRENTLY i ON messages (author)",
                "DROP INDEX CONCURRENTLY IF EXISTS i; CREATE INDEX CONCURRENTLY i ON messages (author)",
                "ALTER INDEX i RENAME TO j",
                "CREATE TYPE mood AS ENUM ('glad', 'sad')",
                "ALTER TYPE mood ADD VALUE 'calm'",
                "CREATE VIEW v AS SELECT id FROM messages",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN DELETE FROM x; RETURN NEW; END"
                        + " $body$",
                "CREATE TRIGGER t BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION f()",
                "UPDATE messages SET rating = 3 WHERE rating IS NULL",
                "DELETE FROM messages WHERE id BETWEEN 1 AND 1000",
                "INSERT INTO people (id) SELECT id FROM messages ON CONFLICT DO NOTHING",
                "SELECT setval('s', 1)",
                "GRANT SELECT ON messages TO holdfast_app",
                "COMMENT ON TABLE messages IS 'DROP TABLE messages; -- really'",
                "/* DROP TABLE messages; /* nested */ */ SELECT 1 -- DROP TABLE messages",
                "INSERT INTO messages (text) VALUES (E'it\\'s; DROP TABLE messages')",
                "CREATE TABLE mine (id int); CREATE INDEX i ON mine (id); ALTER TABLE mine ADD CHECK (id > 0); DROP"
                        + " TABLE mine",
                "CREATE TABLE ${flyway:defaultSchema}.mine (id int); TRUNCATE holdfast.mine");
    }

    @ParameterizedTest
    @MethodSource("whatRunningCodeDoesNotNotice")
    void findsNothingInWhatRunningCodeDoesNotNotice(String sql) {
        assertThat(second(sql).findings()).as(sql).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("whatTheRulesAreAbout")
    void refusesItWithoutAMarkUnlessItOnlyLocks(Rule rule, String sql) {
        var refused = second(sql).refused().stream().map(Finding::rule).toList();

        if (rule.severity() == Rule.Severity.LOCKS) {
            assertThat(refused).as(sql).doesNotContain(rule);
            assertThat(second(sql).warnings()).extracting(Finding::rule).contains(rule);
        } else {
            assertThat(refused).as(sql).contains(rule);
        }
    }

    @ParameterizedTest
    @MethodSource("whatTheRulesAreAbout")
    void allowsWhatBreaksOlderCodeInAContractStep(Rule rule, String sql) {
        var refused = second("-- holdfast: contract of V1\n" + sql).refused();

        assertThat(refused.stream().map(Finding::rule))
                .as(sql)
                .allMatch(left -> left.severity() == Rule.Severity.MISTAKE);
    }

    @ParameterizedTest
    @MethodSource("whatTheRulesAreAbout")
    void allowsWhatCannotBeJudgedAndWhatLocksWhenTheAuthorSaysWhy(Rule rule, String sql) {
        var reviewed = second("-- holdfast: safe because nobody uses it yet\n" + sql);

        assertThat(reviewed.warnings()).isEmpty();
        assertThat(reviewed.refused().stream().map(Finding::rule).collect(Collectors.toSet()))
                .as(sql)
                .noneMatch(left -> left.severity() == Rule.Severity.UNKNOWN)
                .containsAll(rule.severity() == Rule.Severity.BREAKS ? Set.of(rule) : Set.of());
    }

    @Test
    void saysFileLineStatementWhyAndWhatToDoInstead() {
        var finding = second("""
            -- What it is for.
            ALTER TABLE messages ADD COLUMN mood text;

            ALTER TABLE messages
                DROP COLUMN rating;
            """).refused().get(0);

        assertThat(finding.message())
                .isEqualTo(
                        "V2__second.sql, line 4: ALTER TABLE messages DROP COLUMN rating: running code that names the"
                                + " column fails, and so does every SELECT * that expects it. Instead: deploy code that"
                                + " neither reads nor writes it (an expand step drops its NOT NULL first), and drop it in"
                                + " a later deployment, as the contract step. (drop-column, see docs/migrations.md)");
    }

    @Test
    void keepsTheLineBehindCommentsAndDollarQuotes() {
        var finding = second("""
            /* two
               lines */
            CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$
                SELECT 1;
            $$;
            DROP TABLE messages;
            """).refused().get(0);

        assertThat(finding.line()).isEqualTo(6);
    }

    @Test
    void letsACallbackSayAllRightsAgain() {
        var callback = MigrationFile.of(
                "afterMigrate.sql",
                "REVOKE TEMPORARY ON DATABASE \"${flyway:database}\" FROM PUBLIC; GRANT SELECT ON m TO a");

        assertThat(Review.of(List.of(callback)).refused()).isEmpty();
    }

    @Test
    void holdsACallbackToEveryOtherRule() {
        var callback = MigrationFile.of("afterMigrate.sql", "DROP TABLE messages");

        assertThat(Review.of(List.of(callback)).refused())
                .extracting(Finding::rule)
                .containsExactly(Rule.DROP_OBJECT);
    }

    @Test
    void followsATypeThroughTheMigrations() {
        var files = List.of(
                BEFORE,
                MigrationFile.of("V2__longer.sql", "ALTER TABLE messages ALTER author TYPE varchar(200)"),
                MigrationFile.of("V10__shorter.sql", "ALTER TABLE messages ALTER author TYPE varchar(100)"));

        assertThat(Review.of(files).refused()).extracting(Finding::script).containsExactly("V10__shorter.sql");
    }

    @Test
    void namesTheWorkThatGrowsWithATable() {
        assertThat(second("""
            CREATE TABLE mine (id int);
            CREATE INDEX i ON mine (id);
            ALTER TABLE messages VALIDATE CONSTRAINT c;
            CREATE INDEX j ON messages (rating);
            ALTER TABLE messages ALTER rating TYPE bigint;
            UPDATE messages SET rating = 1 WHERE rating IS NULL;
            ALTER TABLE messages ADD COLUMN mood text;
            """).works())
                .extracting(Work::kind, Work::table, Work::locks)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Work.Kind.SCAN, "messages", false),
                        org.assertj.core.groups.Tuple.tuple(Work.Kind.INDEX, "messages", true),
                        org.assertj.core.groups.Tuple.tuple(Work.Kind.REWRITE, "messages", true),
                        org.assertj.core.groups.Tuple.tuple(Work.Kind.ROWS, "messages", false));
    }

    @Test
    void refusesAContractStepWhoseExpandStepIsNotDeployedYet() {
        var review = pair();

        assertThat(review.refused()).isEmpty();
        assertThat(review.premature(Optional.of(new Version("1"))))
                .singleElement()
                .asString()
                .contains(
                        "V3__contract.sql is the contract step of V2",
                        "the last deployment reached V1",
                        "Take the file out");
    }

    @Test
    void letsAContractStepFollowInALaterDeployment() {
        assertThat(pair().premature(Optional.of(new Version("2")))).isEmpty();
        assertThat(pair().premature(Optional.of(new Version("3")))).isEmpty();
    }

    @Test
    void appliesBothStepsAtOnceWhereNothingWasDeployed() {
        assertThat(pair().premature(Optional.empty())).isEmpty();
    }

    @Test
    void refusesAContractStepOfAContractStep() {
        var files = List.of(
                BEFORE,
                MigrationFile.of("V2__one.sql", "-- holdfast: contract of V1\nALTER TABLE messages DROP COLUMN rating"),
                MigrationFile.of("V3__two.sql", "-- holdfast: contract of V2\nALTER TABLE messages DROP COLUMN price"));

        assertThat(Review.of(files).refused()).extracting(Finding::rule).containsExactly(Rule.PAIR);
    }

    private static Review pair() {
        return Review.of(List.of(
                BEFORE,
                MigrationFile.of("V2__expand.sql", "ALTER TABLE messages ADD COLUMN body text"),
                MigrationFile.of(
                        "V3__contract.sql", "-- holdfast: contract of V2\nALTER TABLE messages DROP COLUMN text")));
    }
}
