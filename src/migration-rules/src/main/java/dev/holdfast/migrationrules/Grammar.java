package dev.holdfast.migrationrules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementLexer;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser;

/**
 * Reads a statement with Apache ShardingSphere's grammar of PostgreSQL, which follows PostgreSQL's own (gram.y). What it does
 * not know, such as {@code DO} and {@code MERGE}, is not read, and whoever asks must not take that for harmless.
 */
final class Grammar {
    private Grammar() {}

    /** The tree of a statement, if the grammar knows it. */
    static Optional<ParserRuleContext> parse(Statement statement) {
        var errors = new Errors();
        var lexer = new PostgreSQLStatementLexer(CharStreams.fromString(statement.text()));
        var parser = new PostgreSQLStatementParser(new CommonTokenStream(lexer));
        for (var recognizer : List.of(lexer, parser)) {
            recognizer.removeErrorListeners();
            recognizer.addErrorListener(errors);
        }
        var tree = parser.execute().getChild(0);
        return errors.found || !(tree instanceof ParserRuleContext)
                ? Optional.empty()
                : Optional.of((ParserRuleContext) tree);
    }

    /** Everything of a type in a tree, itself included, from left to right. */
    static <T extends ParseTree> List<T> all(ParseTree tree, Class<T> type) {
        var found = new ArrayList<T>();
        if (type.isInstance(tree)) {
            found.add(type.cast(tree));
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            found.addAll(all(tree.getChild(i), type));
        }
        return found;
    }

    /** The first of a type in a tree. */
    static <T extends ParseTree> Optional<T> first(ParseTree tree, Class<T> type) {
        if (type.isInstance(tree)) {
            return Optional.of(type.cast(tree));
        }
        return Stream.iterate(0, i -> i < tree.getChildCount(), i -> i + 1)
                .flatMap(i -> first(tree.getChild(i), type).stream())
                .findFirst();
    }

    /** The words of a tree in upper case, each followed by one space, so that {@code contains(" SET NOT NULL ")} asks for words. */
    static String words(ParseTree tree) {
        var words = new StringBuilder(" ");
        all(tree, TerminalNode.class)
                .forEach(word ->
                        words.append(word.getText().toUpperCase(Locale.ROOT)).append(' '));
        return words.toString();
    }

    private static final class Errors extends BaseErrorListener {
        private boolean found;

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object symbol,
                int line,
                int column,
                String message,
                RecognitionException e) {
            found = true;
        }
    }
}
