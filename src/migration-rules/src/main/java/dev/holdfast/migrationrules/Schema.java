package dev.holdfast.migrationrules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the migrations so far say about the database, and what of it the current file made. */
final class Schema {
    /** The schema in which migrations run. */
    private static final String OWN = "holdfast.";

    private final Map<String, Map<String, Column>> tables = new HashMap<>();
    private final Set<String> created = new HashSet<>();

    /** A column, as it was declared. */
    record Column(DataType type, boolean required) {
        Column as(DataType other) {
            return new Column(other, required);
        }
    }

    /** A name as PostgreSQL compares it, without the schema in which migrations run. */
    static String name(String text) {
        var folded = text.contains("\"") ? text.replace("\"", "") : text.toLowerCase(Locale.ROOT);
        return folded.replaceFirst("^(" + OWN.replace(".", "\\.") + "|" + Statement.PLACEHOLDER + "\\.)", "");
    }

    /** From here on, what there is existed before. */
    void nextFile() {
        created.clear();
    }

    /** Something that the current file made, and nothing older can use. */
    void create(String name) {
        created.add(name);
    }

    boolean isNew(String name) {
        return created.contains(name);
    }

    void column(String table, String column, Column declared) {
        tables.computeIfAbsent(table, unknown -> new HashMap<>()).put(column, declared);
    }

    Optional<Column> column(String table, String column) {
        return Optional.ofNullable(tables.getOrDefault(table, Map.of()).get(column));
    }
}
