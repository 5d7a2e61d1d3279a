package dev.holdfast.policy;

import java.util.Objects;

/**
 * What a rule says of a resource.
 *
 * <pre>{@code
 * assertThat(findings).extracting(Finding::kind).containsExactly(Finding.Kind.VIOLATION);
 * }</pre>
 *
 * @param kind whether it is a violation
 * @param rule that was asked
 * @param level what it does to the update
 * @param urn the resource's; empty for the stack as a whole
 * @param message what is wrong, without secrets
 */
public record Finding(Kind kind, PolicyMetadata rule, EnforcementLevel level, String urn, String message) {
    /** What a rule can come to. */
    public enum Kind {
        /** The resource does not comply. */
        VIOLATION,
        /** It does not comply, and somebody has answered for that. */
        EXEMPTED,
        /** The rule could not decide. */
        NOT_EVALUATED,
        /** The rule itself is broken. */
        ERROR
    }

    public Finding {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(rule);
        Objects.requireNonNull(level);
        Objects.requireNonNull(urn);
        Objects.requireNonNull(message);
    }

    /** Whether the update must not go on. */
    public boolean stops() {
        return (kind == Kind.VIOLATION || kind == Kind.ERROR) && level == EnforcementLevel.MANDATORY;
    }

    /** What is wrong, why it matters, how to mend it, and whose requirement it is: a few lines for a person. */
    public String explained() {
        var lines = new StringBuilder(message);
        if (kind == Kind.VIOLATION) {
            line(lines, "why", rule.why());
            line(lines, "mend", rule.mend());
            line(
                    lines,
                    "ids",
                    String.join(
                            ", ",
                            rule.controls().stream().map(Control::toString).toList()));
            line(lines, "more", rule.url());
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, String what, String text) {
        if (!text.isEmpty()) {
            lines.append(String.format("%n  %-5s %s", what, text));
        }
    }
}
