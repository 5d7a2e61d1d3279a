package dev.holdfast.testkit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables in a policy's texts, such as {@code ${aws:PrincipalAccount}}. */
final class PolicyVariables {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private PolicyVariables() {}

    /**
     * A text with its variables replaced.
     *
     * @throws AssertionError for a variable that the request does not have: AWS's answer then depends on where it stands
     */
    static String resolve(String text, AccessRequest request) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), request)));
    }

    private static String value(String name, AccessRequest request) {
        if (name.equals("*") || name.equals("?") || name.equals("$")) {
            return "${" + name + "}";
        }
        var values = request.values(name);
        if (values.size() != 1) {
            throw new AssertionError("the variable ${" + name + "} has the values " + values
                    + " in this request; known is only a variable with one value");
        }
        return values.get(0);
    }
}
