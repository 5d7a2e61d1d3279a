package dev.holdfast.migrationrules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.*;

/** Judges the statements of one migration. */
final class Judge {
    /** What changes nothing that older code uses. Whatever is neither here nor in {@link #judge} is not judged. */
    private static final Set<String> HARMLESS = Set.of(
            "AnalyzeTable",
            "Comment",
            "Copy",
            "CreateAggregate",
            "CreateExtension",
            "CreatePolicy",
            "CreateRole",
            "CreateTrigger",
            "Grant",
            "Insert",
            "Delete",
            "RefreshMatViewStmt",
            "Update",
            "Vacuum");

    private static final Set<String> CREATES = Set.of(
            "CreateDomain",
            "CreateMaterializedView",
            "CreateSchema",
            "CreateSequence",
            "CreateTable",
            "CreateType",
            "CreateView");

    /** Functions that a migration may call on its own. */
    private static final Set<String> KNOWN_FUNCTIONS =
            Set.of("setval", "nextval", "currval", "count", "max", "min", "coalesce", "now");

    private final MigrationFile file;
    private final Schema schema;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Work> works = new ArrayList<>();
    private Statement current;

    Judge(MigrationFile file, Schema schema) {
        this.file = file;
        this.schema = schema;
    }

    List<Finding> findings() {
        return findings;
    }

    List<Work> works() {
        return works;
    }

    void judge() {
        file.marks()
                .problems()
                .forEach(problem -> findings.add(
                        new Finding(Rule.MARK, file.script(), problem.line(), problem.text() + " " + problem.what())));
        var statements = Statement.of(file.sql());
        var concurrently = statements.stream().filter(Judge::isConcurrent).toList();
        if (!concurrently.isEmpty() && concurrently.size() < statements.size()) {
            current = concurrently.get(0);
            found(Rule.MIXED);
        }
        for (var statement : statements) {
            current = statement;
            Grammar.parse(statement).ifPresentOrElse(this::statement, this::unread);
        }
    }

    void found(Rule rule) {
        findings.add(new Finding(rule, file.script(), current.line(), current.brief()));
    }

    /** Work on a table, unless this file created it. */
    void work(Work.Kind kind, String table, boolean locks) {
        if (!schema.isNew(table)) {
            works.add(new Work(kind, table, locks, current.line(), current.text()));
        }
    }

    Schema schema() {
        return schema;
    }

    private static boolean isConcurrent(Statement statement) {
        return Grammar.parse(statement)
                .filter(tree -> Grammar.words(tree).contains(" CONCURRENTLY "))
                .filter(tree -> !Grammar.words(tree).startsWith(" REFRESH "))
                .isPresent();
    }

    private void unread() {
        var text = current.text().toUpperCase(Locale.ROOT);
        found(text.startsWith("DO ") || text.startsWith("DO\n") ? Rule.UNJUDGED : Rule.UNREAD);
    }

    private void statement(ParserRuleContext tree) {
        var kind = tree.getClass().getSimpleName().replaceFirst("Context$", "");
        var words = Grammar.words(tree);
        Grammar.all(tree, UpdateContext.class).forEach(this::update);
        Grammar.all(tree, DeleteContext.class).forEach(this::delete);
        if (tree instanceof AlterTableContext table) {
            new TableJudge(this, table).judge();
        } else if (tree instanceof CreateIndexContext index) {
            createIndex(index, words);
        } else if (tree instanceof DropIndexContext) {
            if (!words.contains(" CONCURRENTLY ") && !areNew(tree)) {
                found(Rule.INDEX_LOCKS);
            }
        } else if (tree instanceof TruncateTableContext) {
            if (!areNew(tree)) {
                found(Rule.DELETE_ALL);
            }
        } else if (CREATES.contains(kind)) {
            create(tree, words);
        } else if (kind.startsWith("Drop")) {
            if (!areNew(tree)) {
                found(Rule.DROP_OBJECT);
            }
        } else if (tree instanceof CreateFunctionContext && !words.contains(" OR REPLACE ")) {
            // Its body runs when somebody calls it.
            schema.create(name(tree));
        } else if (tree instanceof RevokeContext || tree instanceof AlterDefaultPrivilegesContext) {
            if (words.contains(" REVOKE ") && file.kind() != MigrationFile.Kind.CALLBACK) {
                found(Rule.REVOKE);
            }
        } else if (tree instanceof AlterTypeContext) {
            alterType(tree, words);
        } else if (tree instanceof ReindexContext) {
            if (!words.contains(" CONCURRENTLY ")) {
                found(Rule.INDEX_LOCKS);
            }
            work(Work.Kind.INDEX, name(tree), !words.contains(" CONCURRENTLY "));
        } else if (tree instanceof ClusterContext || words.startsWith(" VACUUM FULL ")) {
            found(Rule.REWRITE_LOCKS);
            work(Work.Kind.REWRITE, name(tree), true);
        } else if (words.contains(" RENAME TO ")) {
            if (!(tree instanceof AlterIndexContext) && !areNew(tree)) {
                found(Rule.RENAME);
            }
        } else if (tree instanceof SelectContext) {
            select(tree);
        } else if (tree instanceof SetContext) {
            // These are the function's own: they end what would run longer than Lambda lets it.
            if (words.contains("STATEMENT_TIMEOUT ") || words.contains("TRANSACTION_TIMEOUT ")) {
                found(Rule.UNJUDGED);
            }
        } else if (!HARMLESS.contains(kind)) {
            found(Rule.UNJUDGED);
        }
    }

    private void create(ParserRuleContext tree, String words) {
        // One that was there already is not new.
        if (!words.contains(" IF NOT EXISTS ") && !words.startsWith(" CREATE OR REPLACE ")) {
            schema.create(name(tree));
        }
        if (tree instanceof CreateTableContext) {
            Grammar.all(tree, ColumnDefinitionContext.class)
                    .forEach(column -> TableJudge.declare(schema, name(tree), column));
        }
    }

    private void createIndex(CreateIndexContext index, String words) {
        var table = Grammar.first(index, TableNameContext.class)
                .map(name -> Schema.name(name.getText()))
                .orElse("");
        var concurrently = words.contains(" CONCURRENTLY ");
        if (!concurrently && !schema.isNew(table)) {
            found(Rule.INDEX_LOCKS);
        }
        work(concurrently ? Work.Kind.INDEX_CONCURRENTLY : Work.Kind.INDEX, table, !concurrently);
    }

    private void alterType(ParserRuleContext tree, String words) {
        if (words.contains(" RENAME ")) {
            found(Rule.RENAME);
        } else if (words.contains(" ATTRIBUTE ")) {
            found(Rule.CHANGE_TYPE);
        } else if (words.contains(" SET SCHEMA ")) {
            found(Rule.MOVE_AWAY);
        } else if (!words.contains(" ADD VALUE ")) {
            found(Rule.UNJUDGED);
        }
    }

    private void select(ParserRuleContext tree) {
        var known = Grammar.all(tree, FuncNameContext.class).stream()
                .map(name -> Schema.name(name.getText()))
                .allMatch(KNOWN_FUNCTIONS::contains);
        if (!known) {
            found(Rule.UNJUDGED);
        }
    }

    private void update(UpdateContext update) {
        everyRow(update, Rule.UPDATE_ALL);
    }

    private void delete(DeleteContext delete) {
        everyRow(delete, Rule.DELETE_ALL);
    }

    private void everyRow(ParserRuleContext tree, Rule rule) {
        var table = Grammar.first(tree, QualifiedNameContext.class)
                .map(name -> Schema.name(name.getText()))
                .orElse("");
        var where = tree.children.stream()
                .filter(WhereOrCurrentClauseContext.class::isInstance)
                .map(ParseTree::getText)
                .filter(text -> !text.equalsIgnoreCase("WHEREtrue") && !text.equalsIgnoreCase("WHERE1=1"))
                .findFirst();
        if (where.isEmpty() && !schema.isNew(table)) {
            found(rule);
        }
        work(Work.Kind.ROWS, table, false);
    }

    /** Whether this file made everything that the statement names. */
    private boolean areNew(ParserRuleContext tree) {
        return names(tree).stream().allMatch(schema::isNew) && !names(tree).isEmpty();
    }

    private String name(ParserRuleContext tree) {
        return names(tree).stream().findFirst().orElse("");
    }

    private static List<String> names(ParserRuleContext tree) {
        return Grammar.all(tree, ParserRuleContext.class).stream()
                .filter(part -> part instanceof TableNameContext
                        || part instanceof QualifiedNameContext
                        || part instanceof AnyNameContext
                        || part instanceof NameListContext
                        || part instanceof FuncNameContext
                        || part instanceof CreateSchemaClausesContext)
                .map(part -> Schema.name(part.getText()))
                .toList();
    }
}
