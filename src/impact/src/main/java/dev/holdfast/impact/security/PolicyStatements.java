package dev.holdfast.impact.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads what a policy's statements grant and deny, one by one, so that policies can be compared whatever their order is. */
final class PolicyStatements {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PolicyStatements() {}

    /** The grants of a document; none of one that is missing; nothing if it cannot be read, as it is not known yet. */
    static Optional<Set<Grant>> read(JsonNode document) {
        if (document.isMissingNode()
                || document.isNull()
                || document.isTextual() && document.asText().isEmpty()) {
            return Optional.of(Set.of());
        }
        var policy = tree(document).orElse(document);
        if (!policy.has("Statement")) {
            return Optional.empty();
        }
        var grants = new LinkedHashSet<Grant>();
        for (var statement : many(policy.path("Statement"))) {
            if (!statement.isObject()) {
                return Optional.empty();
            }
            grants(statement, grants);
        }
        return Optional.of(grants);
    }

    private static void grants(JsonNode statement, Set<Grant> grants) {
        boolean allow = statement.path("Effect").asText().equals("Allow");
        var condition = statement.path("Condition").isEmpty()
                ? ""
                : statement.path("Condition").toString();
        for (var principal : principals(statement)) {
            for (var action : values(statement, "Action", "NotAction")) {
                for (var resource : values(statement, "Resource", "NotResource")) {
                    grants.add(new Grant(allow, principal, action, resource, condition));
                }
            }
        }
    }

    private static List<String> values(JsonNode statement, String name, String not) {
        if (statement.has(not)) {
            // All but these: only together do they mean something.
            return List.of("!" + String.join(", ", texts(statement.path(not))));
        }
        return statement.has(name) ? texts(statement.path(name)) : List.of("");
    }

    private static List<String> principals(JsonNode statement) {
        if (statement.has("NotPrincipal")) {
            return List.of("!" + statement.path("NotPrincipal"));
        }
        var principal = statement.path("Principal");
        if (principal.isMissingNode()) {
            return List.of("");
        }
        if (!principal.isObject()) {
            return texts(principal);
        }
        var all = new ArrayList<String>();
        principal.forEach(some -> all.addAll(texts(some)));
        return all;
    }

    private static List<String> texts(JsonNode value) {
        return StreamSupport.stream(many(value).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Iterable<JsonNode> many(JsonNode value) {
        return value.isArray() ? value : List.of(value);
    }

    /** A document, which is a text in most types. */
    static Optional<JsonNode> tree(JsonNode document) {
        try {
            var tree = document.isTextual() ? MAPPER.readTree(document.asText()) : document;
            return Optional.of(tree).filter(JsonNode::isObject);
        } catch (JsonProcessingException notKnownYet) {
            return Optional.empty();
        }
    }
}
