package dev.holdfast.migrationrules;

import java.util.Locale;

/**
 * What a migration may not do, or not without a mark. While a deployment runs, and after one that was rolled back, code of
 * the release before works on the new schema: that is what the rules protect. They are those of squawk
 * (squawkhq.com/docs/rules) and strong_migrations (github.com/ankane/strong_migrations), as far as they are about
 * availability.
 */
public enum Rule {
    DROP_OBJECT(
            Severity.BREAKS,
            "DROP TABLE, VIEW, TYPE, SCHEMA, FUNCTION, TRIGGER, ...",
            "running code that uses it fails at once",
            "deploy code that no longer uses it, and drop it in a later deployment, as the contract step"),
    DROP_COLUMN(
            Severity.BREAKS,
            "ALTER TABLE ... DROP COLUMN",
            "running code that names the column fails, and so does every SELECT * that expects it",
            "deploy code that neither reads nor writes it (an expand step drops its NOT NULL first), and drop it in a"
                    + " later deployment, as the contract step"),
    DROP_CONSTRAINT(
            Severity.BREAKS,
            "ALTER TABLE ... DROP CONSTRAINT, but of a CHECK or a foreign key",
            "an INSERT ... ON CONFLICT of running code needs the unique constraint",
            "deploy code that does not need it, and drop it in a later deployment, as the contract step"),
    RENAME(
            Severity.BREAKS,
            "RENAME of a table, column, view, type, value or schema",
            "running code knows the old name only, and the new code is not there yet",
            "add the new name beside the old one (a column, or a view), write both, copy, let the code use the new one,"
                    + " and drop the old one in a later deployment, as the contract step"),
    MOVE_AWAY(
            Severity.BREAKS,
            "SET SCHEMA, DETACH PARTITION, ENABLE ROW LEVEL SECURITY",
            "running code no longer finds the table or its rows",
            "let the code use the new place first, and do this in a later deployment, as the contract step"),
    CHANGE_TYPE(
            Severity.BREAKS,
            "ALTER COLUMN ... TYPE, ALTER TYPE ... ATTRIBUTE",
            "running code may read or write values that no longer fit, and PostgreSQL rewrites the table while nobody"
                    + " can use it",
            "add a column of the new type, write both, copy in batches, let the code read the new one, and drop the old"
                    + " one in a later deployment, as the contract step. Allowed without that is what rewrites nothing:"
                    + " a longer varchar, varchar to text and back without a length, a numeric of more digits and the"
                    + " same scale"),
    SET_NOT_NULL(
            Severity.BREAKS,
            "ALTER COLUMN ... SET NOT NULL",
            "running code that writes no value fails, and PostgreSQL reads the whole table while nobody can use it",
            "deploy code that always writes a value, fill what is empty, add CHECK (column IS NOT NULL) NOT VALID and"
                    + " validate it; then SET NOT NULL as the contract step, which reads nothing any more"),
    REQUIRED_COLUMN(
            Severity.BREAKS,
            "ADD COLUMN ... NOT NULL without a default",
            "every INSERT of running code fails, because it does not know the column; on a table with rows it fails"
                    + " itself",
            "give it a constant DEFAULT, which costs nothing, or add it without NOT NULL and require it later"),
    DROP_DEFAULT(
            Severity.BREAKS,
            "ALTER COLUMN ... DROP DEFAULT, unless the column may be empty",
            "an INSERT of running code that counts on the default fails",
            "deploy code that writes the column, and drop the default in a later deployment, as the contract step"),
    DELETE_ALL(
            Severity.BREAKS,
            "TRUNCATE, DELETE without WHERE",
            "running code finds nothing, and nobody gets it back",
            "let the code stop to use the rows first; then this is a contract step"),
    UPDATE_ALL(
            Severity.BREAKS,
            "UPDATE without WHERE",
            "every value that running code wrote is overwritten, and it waits for the locks of all rows",
            "say which rows need it, such as WHERE new_column IS NULL, and in batches where they are many"),
    REVOKE(
            Severity.BREAKS,
            "REVOKE, but in afterMigrate.sql, which says all rights again",
            "running code loses the right",
            "deploy code that does not need it, and revoke it in a later deployment, as the contract step"),
    UNJUDGED(
            Severity.UNKNOWN,
            "DO, CALL, SELECT of a function, CREATE OR REPLACE FUNCTION, and what these rules do not know",
            "what it does cannot be read from it",
            "write it as plain statements, or say at the head of the file why it does no harm to running code:"
                    + " -- holdfast: safe because ..."),
    UNREAD(
            Severity.UNKNOWN,
            "what the grammar cannot read",
            "it is no PostgreSQL, or more than the rules' grammar knows (MERGE, NULLS NOT DISTINCT, CREATE TABLE AS)",
            "correct it, or say at the head of the file why it does no harm to running code:"
                    + " -- holdfast: safe because ..."),
    MIXED(
            Severity.MISTAKE,
            "CONCURRENTLY beside other statements",
            "it cannot run in a transaction, and the others must",
            "give it a file of its own; only others of its kind may stand beside it, such as"
                    + " DROP INDEX CONCURRENTLY IF EXISTS"),
    MARK(
            Severity.MISTAKE,
            "a mark that means nothing",
            "it would not be honoured",
            "allowed are, at the head of the file and each on a line of its own: -- holdfast: contract of V<version>,"
                    + " -- holdfast: safe because <why>, -- holdfast: takes <number>s or <number>min"),
    PAIR(
            Severity.MISTAKE,
            "a contract step without its expand step",
            "the migration that it names must be there, be older, and be no contract step itself",
            "name the migration after which code could do without what this one removes"),
    INDEX_LOCKS(
            Severity.LOCKS,
            "CREATE or DROP INDEX, REINDEX without CONCURRENTLY",
            "whoever writes to the table waits until it is done",
            "CREATE INDEX CONCURRENTLY, in a file of its own"),
    CONSTRAINT_LOCKS(
            Severity.LOCKS,
            "ADD CONSTRAINT without NOT VALID, or UNIQUE and PRIMARY KEY without USING INDEX",
            "PostgreSQL reads the whole table while nobody can write to it",
            "ADD CONSTRAINT ... NOT VALID, and VALIDATE CONSTRAINT in the next migration; for UNIQUE and PRIMARY KEY:"
                    + " CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT ... USING INDEX"),
    REWRITE_LOCKS(
            Severity.LOCKS,
            "ADD COLUMN with a volatile default, serial, identity or a stored expression; CLUSTER, VACUUM FULL, SET"
                    + " LOGGED",
            "PostgreSQL writes the whole table anew while nobody can use it",
            "add the column without it, fill it in batches, and set the default for new rows");

    /** What is done about a finding. */
    public enum Severity {
        /** Refused, unless the migration is marked as the contract step of a pair. */
        BREAKS("refused; allowed in a contract step"),
        /** Refused, unless the author says why it does no harm. */
        UNKNOWN("refused; allowed with `safe because`, and in a contract step"),
        /** Refused. */
        MISTAKE("refused"),
        /** Told, and refused by the migration function where the table is so large that it would hold up requests. */
        LOCKS("a warning; the migration function refuses it on a large table, unless `safe because` is said");

        private final String consequence;

        Severity(String consequence) {
            this.consequence = consequence;
        }

        /** For the table in docs/migrations.md. */
        public String consequence() {
            return consequence;
        }
    }

    private final Severity severity;
    private final String what;
    private final String why;
    private final String instead;

    Rule(Severity severity, String what, String why, String instead) {
        this.severity = severity;
        this.what = what;
        this.why = why;
        this.instead = instead;
    }

    /** Its name in messages and in docs/migrations.md. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    /** The statements that it is about. */
    public String what() {
        return what;
    }

    /** What they do to running code. */
    public String why() {
        return why;
    }

    /** How to get there without that. */
    public String instead() {
        return instead;
    }
}
