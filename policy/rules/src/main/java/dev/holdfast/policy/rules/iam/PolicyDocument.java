package dev.holdfast.policy.rules.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.policy.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A policy document of IAM, read so that rules need not care how it was written: one statement or several, one action or
 * a list, {@code "*"} or an object as principal.
 *
 * @param statements in order
 */
public record PolicyDocument(List<Statement> statements) {
    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /** Reads one; none has no statements. */
    public static PolicyDocument of(Value document) {
        var statements = new ArrayList<Statement>();
        if (document.isPresent()) {
            for (var statement : each(document.json().path("Statement"))) {
                statements.add(Statement.of(statements.size() + 1, statement));
            }
        }
        return new PolicyDocument(statements);
    }

    /** Those that allow something. */
    public List<Statement> allowing() {
        return statements.stream().filter(Statement::allows).toList();
    }

    /**
     * One statement.
     *
     * @param label how messages call it: its Sid, or its number
     * @param allows whether it allows; otherwise it denies
     * @param principals by kind, such as {@code AWS} or {@code Service}; {@code "*"} is of the kind {@code AWS}
     */
    public record Statement(
            String label,
            boolean allows,
            List<String> actions,
            List<String> notActions,
            List<String> resources,
            List<String> notResources,
            Map<String, List<String>> principals,
            List<Condition> conditions) {

        private static Statement of(int number, JsonNode json) {
            var sid = json.path("Sid").asText("");
            return new Statement(
                    "statement " + (sid.isEmpty() ? number : sid),
                    json.path("Effect").asText().equals("Allow"),
                    texts(json.path("Action")),
                    texts(json.path("NotAction")),
                    texts(json.path("Resource")),
                    texts(json.path("NotResource")),
                    byKind(json.path("Principal")),
                    allOf(json.path("Condition")));
        }

        /** Whether its actions include one, {@code iam:PassRole}, be it through a wildcard or NotAction. */
        public boolean covers(String action) {
            return notActions.isEmpty()
                    ? actions.stream().anyMatch(pattern -> matches(pattern, action))
                    : notActions.stream().noneMatch(pattern -> matches(pattern, action));
        }

        /** Whether it is about every resource. */
        public boolean isAboutEverything() {
            return resources.contains("*");
        }

        /** The principals of a kind. */
        public List<String> principals(String kind) {
            return principals.getOrDefault(kind, List.of());
        }

        /** Whether it is about everybody, its conditions apart. */
        public boolean isAboutEverybody() {
            return principals("AWS").contains("*");
        }

        /** Whether it is about everybody, on no condition. */
        public boolean isForAnybody() {
            return isAboutEverybody() && conditions.isEmpty();
        }

        /** What a key must be equal to or like, if anything; how the key is capitalized does not matter. */
        public List<String> required(String key) {
            return conditions.stream()
                    .filter(condition -> condition.key().equalsIgnoreCase(key) && condition.requires())
                    .flatMap(condition -> condition.values().stream())
                    .toList();
        }
    }

    /**
     * One condition.
     *
     * @param operator such as {@code StringEquals}
     * @param key such as {@code aws:PrincipalOrgID}
     */
    public record Condition(String operator, String key, List<String> values) {
        private static final Set<String> REQUIRING = Set.of(
                "StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike", "Bool", "IpAddress");

        /** Whether the key must be there and have one of the values. */
        boolean requires() {
            return REQUIRING.contains(operator.replaceFirst("^ForAnyValue:", ""));
        }
    }

    private static Map<String, List<String>> byKind(JsonNode json) {
        var principals = new LinkedHashMap<String, List<String>>();
        if (json.isTextual()) {
            principals.put("AWS", texts(json));
        }
        json.properties().forEach(entry -> principals.put(entry.getKey(), texts(entry.getValue())));
        return principals;
    }

    private static List<Condition> allOf(JsonNode json) {
        var conditions = new ArrayList<Condition>();
        json.properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key ->
                                conditions.add(new Condition(operator.getKey(), key.getKey(), texts(key.getValue())))));
        return conditions;
    }

    private static List<String> texts(JsonNode json) {
        var texts = new ArrayList<String>();
        each(json).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Iterable<JsonNode> each(JsonNode json) {
        return json.isArray() ? json : json.isMissingNode() || json.isNull() ? List.of() : List.of(json);
    }

    /** Whether a pattern with {@code *} and {@code ?} stands for a text; how it is capitalized does not matter. */
    public static boolean matches(String pattern, String text) {
        var parts = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(parts, Pattern.CASE_INSENSITIVE).matcher(text).matches();
    }
}
