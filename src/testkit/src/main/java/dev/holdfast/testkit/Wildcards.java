package dev.holdfast.testkit;

import java.util.regex.Pattern;

/** Patterns of policies: {@code *} is any text, {@code ?} any one character. */
final class Wildcards {
    private Wildcards() {}

    static boolean match(String pattern, String text) {
        return compiled(pattern, 0).matcher(text).matches();
    }

    static boolean matchIgnoringCase(String pattern, String text) {
        return compiled(pattern, Pattern.CASE_INSENSITIVE).matcher(text).matches();
    }

    /** Each of the six parts of an ARN is compared by itself, so that {@code *} does not reach into the next one. */
    static boolean matchArn(String pattern, String arn) {
        var patterns = pattern.split(":", 6);
        var parts = arn.split(":", 6);
        if (patterns.length != 6 || parts.length != 6) {
            throw new AssertionError("an ARN has six parts; compared were '" + pattern + "' and '" + arn + "'");
        }
        for (int part = 0; part < 6; part++) {
            if (!match(patterns[part], parts[part])) {
                return false;
            }
        }
        return true;
    }

    /** {@code ${*}}, {@code ${?}} and {@code ${$}} stand for the characters themselves. */
    private static Pattern compiled(String pattern, int flags) {
        var regex = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            char one = pattern.charAt(at);
            if (one == '$' && pattern.startsWith("${", at) && pattern.startsWith("}", at + 3)) {
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(at + 2))));
                at += 3;
            } else if (one == '*') {
                regex.append(".*");
            } else if (one == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(one)));
            }
        }
        return Pattern.compile(regex.toString(), flags | Pattern.DOTALL);
    }
}
