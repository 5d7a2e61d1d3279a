package dev.holdfast.policy;

import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Somebody answers for a violation, until a day.
 *
 * <pre>{@code
 * new Exemption("bucket-versioning", "urn:pulumi:dev::*::cache", "rebuilt every night", "ada", LocalDate.of(2027, 1, 31))
 * }</pre>
 *
 * @param rule the rule's name
 * @param resource a URN, or {@code <type>::<name>}, in which {@code *} stands for any text
 * @param reason why the violation may stand
 * @param owner who answers for it
 * @param expires the last day on which it holds
 */
public record Exemption(String rule, String resource, String reason, String owner, LocalDate expires) {
    public Exemption {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(expires, "expires");
    }

    /** Whether it is about a resource. */
    public boolean matches(String urn) {
        var parts = urn.split("::", 4);
        var label = parts.length < 4 ? urn : parts[2].substring(parts[2].lastIndexOf('$') + 1) + "::" + parts[3];
        var glob = glob();
        return glob.matcher(urn).matches() || glob.matcher(label).matches();
    }

    /** Whether it no longer holds on a day. */
    public boolean expired(LocalDate today) {
        return today.isAfter(expires);
    }

    private Pattern glob() {
        var expression = new StringBuilder();
        for (var part : resource.split("\\*", -1)) {
            expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(expression.toString());
    }
}
