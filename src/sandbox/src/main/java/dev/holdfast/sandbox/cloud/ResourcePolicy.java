package dev.holdfast.sandbox.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The policy of a bucket or a key, as it decides about an AWS service: Allow and Deny with principals, Action, Resource and
 * the plain conditions. A condition that is not known here, or on a key that the request does not carry, does not hold.
 */
final class ResourcePolicy {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> EXACT = Set.of("StringEquals", "Bool");
    private static final Set<String> WILDCARD = Set.of("StringLike", "ArnLike", "ArnEquals");

    private final JsonNode document;

    ResourcePolicy(String json) {
        try {
            document = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AwsException("MalformedPolicy", "the policy is no JSON: " + e.getOriginalMessage());
        }
    }

    /** Whether a service may do this, in a request with these condition keys. */
    boolean allows(String service, String action, String resource, Map<String, String> context) {
        var applying = list(document.path("Statement")).stream()
                .filter(statement -> concerns(statement, service))
                .filter(statement -> matches(statement, "Action", action))
                .filter(statement -> matches(statement, "Resource", resource))
                .filter(statement -> holds(statement.path("Condition"), context))
                .map(statement -> statement.path("Effect").asText())
                .toList();
        return applying.contains("Allow") && !applying.contains("Deny");
    }

    private static boolean concerns(JsonNode statement, String service) {
        var principal = statement.path("Principal");
        return principal.asText().equals("*")
                || texts(principal.path("AWS")).anyMatch("*"::equals)
                || texts(principal.path("Service")).anyMatch(service::equals);
    }

    private static boolean matches(JsonNode statement, String element, String value) {
        return texts(statement.path(element)).anyMatch(pattern -> like(pattern, value));
    }

    private static boolean holds(JsonNode conditions, Map<String, String> context) {
        return conditions.properties().stream()
                .allMatch(operator -> operator.getValue().properties().stream()
                        .allMatch(test -> holds(operator.getKey(), context.get(test.getKey()), test.getValue())));
    }

    private static boolean holds(String operator, String actual, JsonNode wanted) {
        if (actual == null) {
            return false;
        }
        return EXACT.contains(operator) && texts(wanted).anyMatch(actual::equals)
                || WILDCARD.contains(operator) && texts(wanted).anyMatch(pattern -> like(pattern, actual));
    }

    private static boolean like(String pattern, String value) {
        var expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.matches(expression, value);
    }

    private static Stream<String> texts(JsonNode oneOrMany) {
        return list(oneOrMany).stream().map(JsonNode::asText);
    }

    private static List<JsonNode> list(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? StreamSupport.stream(oneOrMany.spliterator(), false).toList()
                : oneOrMany.isMissingNode() ? List.of() : List.of(oneOrMany);
    }
}
