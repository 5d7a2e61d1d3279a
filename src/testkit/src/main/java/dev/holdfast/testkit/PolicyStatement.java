package dev.holdfast.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** One statement of a policy. */
record PolicyStatement(boolean allows, JsonNode elements, List<PolicyCondition> conditions) {
    private static final Set<String> KNOWN = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    /** Reads a statement. */
    static PolicyStatement of(JsonNode statement) {
        Elements.onlyKnown("statement", statement, KNOWN);
        var effect = statement.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new AssertionError("the Effect is '" + effect + "'; known are Allow and Deny");
        }
        for (var element : List.of("Principal", "Action", "Resource")) {
            if (statement.has(element) && statement.has("Not" + element)) {
                throw new AssertionError("a statement has " + element + " or Not" + element + ", not both");
            }
        }
        if (!statement.has("Action") && !statement.has("NotAction")) {
            throw new AssertionError("a statement needs Action or NotAction: " + statement);
        }
        var conditions = new ArrayList<PolicyCondition>();
        for (var operator : statement.path("Condition").properties()) {
            for (var key : operator.getValue().properties()) {
                conditions.add(new PolicyCondition(operator.getKey(), key.getKey(), Elements.texts(key.getValue())));
            }
        }
        return new PolicyStatement(effect.equals("Allow"), statement, List.copyOf(conditions));
    }

    /** Whether everything in it matches. */
    boolean appliesTo(AccessRequest request) {
        // Each part is asked, so that what is unknown in a condition is found though the action does not match.
        boolean conditionsHold = conditions.stream()
                .map(condition -> condition.holdsFor(request))
                .reduce(true, Boolean::logicalAnd);
        return matches("Action", request.action(), Wildcards::matchIgnoringCase)
                && matchesResource(request)
                && matchesPrincipal(request)
                && conditionsHold;
    }

    private boolean matchesResource(AccessRequest request) {
        // A trust policy has no resource: it is about the role that it is attached to.
        return !elements.has("Resource") && !elements.has("NotResource")
                || matches(
                        "Resource",
                        request.resource(),
                        (pattern, arn) -> Wildcards.match(PolicyVariables.resolve(pattern, request), arn));
    }

    private boolean matches(String element, String value, BiPredicate<String, String> match) {
        var negated = elements.has("Not" + element);
        return negated
                != Elements.texts(elements.get(negated ? "Not" + element : element)).stream()
                        .anyMatch(pattern -> match.test(pattern, value));
    }

    private boolean matchesPrincipal(AccessRequest request) {
        if (elements.has("NotPrincipal")) {
            return !names(elements.get("NotPrincipal"), request);
        }
        return !elements.has("Principal") || names(elements.get("Principal"), request);
    }

    private static boolean names(JsonNode principal, AccessRequest request) {
        if (principal.isTextual()) {
            return names("AWS", principal.asText(), request);
        }
        Elements.onlyKnown("Principal", principal, Set.of("AWS", "Service", "Federated"));
        var named = false;
        for (var type : principal.properties()) {
            for (var value : Elements.texts(type.getValue())) {
                named |= names(type.getKey(), value, request);
            }
        }
        return named;
    }

    private static boolean names(String type, String value, AccessRequest request) {
        if (type.equals("AWS") && value.equals("*")) {
            return true;
        }
        if (value.contains("*") || value.contains("?")) {
            throw new AssertionError("the Principal '" + value + "' has a wildcard; AWS takes none but a whole *");
        }
        if (!type.equals(request.principalType())) {
            return false;
        }
        if (!type.equals("AWS")) {
            return value.equals(request.principal());
        }
        // An account stands for everybody in it.
        var account = value.matches("\\d{12}") ? value : value.replaceAll("^arn:aws:iam::(\\d{12}):root$", "$1");
        return value.equals(request.principal())
                || account.equals(request.principal().split(":")[4]);
    }
}
