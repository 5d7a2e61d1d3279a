package dev.holdfast.migrations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.migrationrules.Work;
import java.sql.Connection;
import java.sql.SQLException;

/** How large the database's tables are, asked without changing anything. */
final class Tables {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A table with its partitions; of one that is not there yet, nothing. */
    private static final String SIZE = """
        SELECT coalesce(sum(pg_table_size(part)), 0), coalesce(sum(pg_total_relation_size(part)), 0),
               coalesce(sum(greatest((SELECT reltuples FROM pg_class WHERE oid = part), 0)), 0)
        FROM (SELECT to_regclass(format('%I.%I', ?::text, ?::text)) AS part
              UNION SELECT relid FROM pg_partition_tree(to_regclass(format('%I.%I', ?::text, ?::text)))) AS parts
        WHERE part IS NOT NULL
        """;

    private final Connection connection;

    Tables(Connection connection) {
        this.connection = connection;
    }

    /**
     * A table's size.
     *
     * @param bytes without its indexes
     * @param total with its indexes
     * @param rows as PostgreSQL last counted them
     */
    record Size(long bytes, long total, double rows) {}

    /** The size of a table, which lies in the migrations' schema if it names none. */
    Size size(String table) throws SQLException {
        var dot = table.indexOf('.');
        var schema = dot < 0 ? Migrations.SCHEMA : table.substring(0, dot);
        try (var statement = connection.prepareStatement(SIZE)) {
            for (int i = 1; i < 5; i += 2) {
                statement.setString(i, schema);
                statement.setString(i + 1, table.substring(dot + 1));
            }
            try (var size = statement.executeQuery()) {
                size.next();
                return new Size(size.getLong(1), size.getLong(2), size.getDouble(3));
            }
        }
    }

    /** How many bytes this work moves. */
    double bytes(Work work) throws SQLException {
        var size = size(work.table());
        return switch (work.kind()) {
            case SCAN, INDEX, INDEX_CONCURRENTLY -> (double) work.kind().passes() * size.bytes();
            case REWRITE -> (double) work.kind().passes() * size.total();
            // Finds the rows, and then writes those.
            case ROWS -> size.bytes() + share(work, size) * work.kind().passes() * size.total();
        };
    }

    /** Which part of the rows a statement changes, as PostgreSQL's planner estimates it; all, where it cannot say. */
    private double share(Work work, Size size) throws SQLException {
        if (size.rows() < 1) {
            return 1;
        }
        try (var statement = connection.createStatement()) {
            statement.execute("SET search_path = " + Migrations.SCHEMA + ", public");
            try (var plan = statement.executeQuery("EXPLAIN (FORMAT JSON) " + work.sql())) {
                plan.next();
                var rows = JSON.readTree(plan.getString(1)).at("/0/Plan/Plans/0/Plan Rows");
                return rows.isNumber() ? Math.min(1, rows.asDouble() / size.rows()) : 1;
            }
        } catch (SQLException notYet) {
            // A column or a table that an earlier migration of this run adds.
            return 1;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL's plan is no JSON", e);
        } finally {
            try (var statement = connection.createStatement()) {
                statement.execute("RESET search_path");
            }
        }
    }
}
