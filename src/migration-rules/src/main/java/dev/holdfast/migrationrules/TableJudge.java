package dev.holdfast.migrationrules;

import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser.*;

/** Judges one {@code ALTER TABLE}, of which each action may be another matter. */
final class TableJudge {
    /** Functions that have one value for a whole statement, so that PostgreSQL need not write it into each row. */
    private static final Set<String> STABLE = Set.of("now", "transaction_timestamp", "statement_timestamp");

    /** Actions that change nothing that older code uses, as their words begin. */
    private static final List<String> HARMLESS = List.of(
            " SET ( ",
            " RESET ( ",
            " CLUSTER ON ",
            " SET WITHOUT CLUSTER ",
            " REPLICA IDENTITY ",
            " ENABLE TRIGGER ",
            " DISABLE ROW LEVEL SECURITY ",
            " NO FORCE ROW LEVEL SECURITY ");

    private final Judge judge;
    private final AlterTableContext statement;
    private final String table;

    TableJudge(Judge judge, AlterTableContext statement) {
        this.judge = judge;
        this.statement = statement;
        this.table = Grammar.first(statement, TableNameContext.class)
                .map(name -> Schema.name(name.getText()))
                .orElse("");
    }

    void judge() {
        var actions = Grammar.all(statement, AlterTableActionContext.class);
        actions.forEach(this::action);
        if (actions.isEmpty()) {
            definition(Grammar.words(statement));
        }
    }

    private boolean isNew() {
        return judge.schema().isNew(table);
    }

    /** Finds something about a table that was there before. */
    private void found(Rule rule) {
        if (!isNew()) {
            judge.found(rule);
        }
    }

    private void definition(String words) {
        if (Grammar.first(statement, RenameConstraintContext.class).isPresent()) {
            found(Rule.UNJUDGED);
        } else if (words.contains(" RENAME ")) {
            found(Rule.RENAME);
        } else if (words.contains(" SET SCHEMA ") || words.contains(" DETACH PARTITION ")) {
            found(Rule.MOVE_AWAY);
        } else if (words.contains(" ATTACH PARTITION ")) {
            found(Rule.CONSTRAINT_LOCKS);
            Grammar.first(statement, QualifiedNameContext.class)
                    .ifPresent(part -> judge.work(Work.Kind.SCAN, Schema.name(part.getText()), true));
        } else {
            found(Rule.UNJUDGED);
        }
    }

    private void action(AlterTableActionContext action) {
        var kind = action.getChild(0);
        var words = Grammar.words(action);
        if (kind instanceof AddColumnSpecificationContext add) {
            Grammar.all(add, ColumnDefinitionContext.class).forEach(this::addColumn);
        } else if (kind instanceof ModifyColumnSpecificationContext modify) {
            modifyColumn(modify, words);
        } else if (kind instanceof AddConstraintSpecificationContext) {
            if (!words.contains(" NOT VALID ") && !words.contains(" USING INDEX ")) {
                found(Rule.CONSTRAINT_LOCKS);
                judge.work(isIndex(words) ? Work.Kind.INDEX : Work.Kind.SCAN, table, true);
            }
        } else if (kind instanceof ValidateConstraintSpecificationContext) {
            judge.work(Work.Kind.SCAN, table, false);
        } else if (kind instanceof DropConstraintSpecificationContext drop) {
            dropConstraint(drop);
        } else if (kind instanceof DropColumnSpecificationContext) {
            found(Rule.DROP_COLUMN);
        } else if (words.startsWith(" ENABLE ROW LEVEL SECURITY ") || words.startsWith(" FORCE ROW LEVEL SECURITY ")) {
            found(Rule.MOVE_AWAY);
        } else if (words.startsWith(" SET LOGGED ")
                || words.startsWith(" SET UNLOGGED ")
                || words.startsWith(" SET TABLESPACE ")) {
            found(Rule.REWRITE_LOCKS);
            judge.work(Work.Kind.REWRITE, table, true);
        } else if (HARMLESS.stream().noneMatch(words::startsWith)) {
            found(Rule.UNJUDGED);
        }
    }

    private void addColumn(ColumnDefinitionContext column) {
        var words = Grammar.words(column);
        var type = type(column).name();
        var filled = words.contains(" GENERATED ") || type.endsWith("serial");
        declare(judge.schema(), table, column);
        if (isRequired(words) && !words.contains(" DEFAULT ") && !filled) {
            found(Rule.REQUIRED_COLUMN);
        }
        if (filled || isVolatile(column)) {
            found(Rule.REWRITE_LOCKS);
            judge.work(Work.Kind.REWRITE, table, true);
        }
        if (isIndex(words)) {
            found(Rule.CONSTRAINT_LOCKS);
            judge.work(Work.Kind.INDEX, table, true);
        } else if (words.contains(" CHECK ") || words.contains(" REFERENCES ")) {
            found(Rule.CONSTRAINT_LOCKS);
            judge.work(Work.Kind.SCAN, table, true);
        }
    }

    private void modifyColumn(ModifyColumnSpecificationContext modify, String words) {
        var column = Grammar.first(modify, ColumnNameContext.class)
                .map(name -> Schema.name(name.getText()))
                .orElse("");
        var known = judge.schema().column(table, column);
        if (words.contains(" TYPE ")) {
            var type = type(modify);
            if (words.contains(" USING ")
                    || known.filter(now -> now.type().widensTo(type)).isEmpty()) {
                found(Rule.CHANGE_TYPE);
                judge.work(Work.Kind.REWRITE, table, true);
            }
            known.ifPresent(now -> judge.schema().column(table, column, now.as(type)));
        } else if (words.contains(" SET NOT NULL ")) {
            found(Rule.SET_NOT_NULL);
            judge.work(Work.Kind.SCAN, table, true);
        } else if (words.contains(" DROP NOT NULL ")) {
            known.ifPresent(now -> judge.schema().column(table, column, new Schema.Column(now.type(), false)));
        } else if (words.contains(" DROP DEFAULT ")) {
            if (known.filter(now -> !now.required()).isEmpty()) {
                found(Rule.DROP_DEFAULT);
            }
        } else if (!words.contains(" SET DEFAULT ")
                && !words.contains(" SET STATISTICS ")
                && !words.contains(" SET STORAGE ")
                && !words.contains(" SET COMPRESSION ")) {
            found(Rule.UNJUDGED);
        }
    }

    /** PostgreSQL names constraints by what they are, unless the author does; of those, only the names tell. */
    private void dropConstraint(DropConstraintSpecificationContext drop) {
        var name = Grammar.first(drop, ConstraintNameContext.class)
                .map(constraint -> Schema.name(constraint.getText()))
                .orElse("");
        if (!name.endsWith("_check") && !name.endsWith("_fkey")) {
            found(Rule.DROP_CONSTRAINT);
        }
    }

    static void declare(Schema schema, String table, ColumnDefinitionContext column) {
        Grammar.first(column, ColumnNameContext.class)
                .ifPresent(name -> schema.column(
                        table,
                        Schema.name(name.getText()),
                        new Schema.Column(type(column), isRequired(Grammar.words(column)))));
    }

    private static DataType type(ParseTree tree) {
        return DataType.of(Grammar.first(tree, DataTypeContext.class)
                .map(ParseTree::getText)
                .orElse(""));
    }

    private static boolean isRequired(String words) {
        return words.contains(" NOT NULL ") || words.contains(" PRIMARY KEY ");
    }

    private static boolean isIndex(String words) {
        return words.contains(" UNIQUE ") || words.contains(" PRIMARY KEY ") || words.contains(" EXCLUDE ");
    }

    private static boolean isVolatile(ColumnDefinitionContext column) {
        return Grammar.all(column, DefaultExprContext.class).stream()
                .flatMap(expression -> Grammar.all(expression, FuncNameContext.class).stream())
                .anyMatch(function -> !STABLE.contains(Schema.name(function.getText())));
    }
}
