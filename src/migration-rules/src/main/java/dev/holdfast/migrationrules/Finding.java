package dev.holdfast.migrationrules;

/**
 * A statement that a rule is about.
 *
 * @param script the file's name
 * @param line where the statement begins
 * @param statement its beginning
 */
public record Finding(Rule rule, String script, int line, String statement) {
    /** Everything that its author needs. */
    public String message() {
        return "%s, line %d: %s: %s. Instead: %s. (%s, see docs/migrations.md)"
                .formatted(script, line, statement, rule.why(), rule.instead(), rule.id());
    }
}
