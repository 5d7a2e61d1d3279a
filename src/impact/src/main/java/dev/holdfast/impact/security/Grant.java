package dev.holdfast.impact.security;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A permission of a policy, or a denial, for one action, one resource and one principal.
 *
 * @param allow whether it allows; else it denies
 * @param principal to whom; empty in policies of identities, where it is whoever has the policy
 * @param action such as {@code s3:GetObject}; {@code !} before it stands for every other one
 * @param resource an ARN or a pattern; {@code !} before it stands for every other one
 * @param condition its JSON; empty where there is none
 */
record Grant(boolean allow, String principal, String action, String resource, String condition) {
    /** Whether this says all that another one says. */
    boolean covers(Grant other) {
        return allow == other.allow
                && (condition.isEmpty() || condition.equals(other.condition))
                && matches(principal, other.principal)
                && matches(action.toLowerCase(Locale.ROOT), other.action.toLowerCase(Locale.ROOT))
                && matches(resource, other.resource);
    }

    private static boolean matches(String pattern, String text) {
        if (pattern.equals(text)) {
            return true;
        }
        if (pattern.startsWith("!") || text.startsWith("!") && !pattern.equals("*")) {
            return false;
        }
        var expression = new StringBuilder();
        for (var letter : pattern.split("")) {
            expression.append(letter.equals("*") ? ".*" : letter.equals("?") ? "." : Pattern.quote(letter));
        }
        return text.matches(expression.toString());
    }
}
