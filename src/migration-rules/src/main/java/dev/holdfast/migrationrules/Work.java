package dev.holdfast.migrationrules;

/**
 * Work that grows with a table that was there before.
 *
 * @param table as the statement names it, without the schema in which migrations run
 * @param locks whether others wait for its end: nobody can write to the table, or not even read it
 * @param line where the statement begins
 * @param sql the statement, with a name instead of each of Flyway's placeholders
 */
public record Work(Kind kind, String table, boolean locks, int line, String sql) {
    /** What is done with the table, and how often its bytes go to or from the disk for that. */
    public enum Kind {
        /** Reads it once. */
        SCAN(1),
        /** Reads it, writes and reads what is sorted, writes the index and the log. */
        INDEX(4),
        /** As before, and reads the table twice. */
        INDEX_CONCURRENTLY(5),
        /** Reads it, writes it with its indexes, and the log. */
        REWRITE(3),
        /** Reads it; writes new versions of rows, entries of indexes, and the log of both. */
        ROWS(4);

        private final int passes;

        Kind(int passes) {
            this.passes = passes;
        }

        public int passes() {
            return passes;
        }
    }
}
