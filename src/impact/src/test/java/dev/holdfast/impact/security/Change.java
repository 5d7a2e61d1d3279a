package dev.holdfast.impact.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.impact.SecurityChange;
import java.util.List;
import java.util.Map;

/** A change of one resource called {@code it}, for a test to inspect; in its JSON, ' stands for ". */
final class Change {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Change() {}

    static List<SecurityChange> created(String type, String after) {
        return inspect(type, MissingNode.getInstance(), json(after));
    }

    static List<SecurityChange> deleted(String type, String before) {
        return inspect(type, json(before), MissingNode.getInstance());
    }

    static List<SecurityChange> changed(String type, String before, String after) {
        return inspect(type, json(before), json(after));
    }

    /** What is found, in words: what opens begins with +, what closes with -. */
    static List<String> told(List<SecurityChange> changes) {
        return changes.stream()
                .map(change -> (change.widens() ? "+ " : "- ") + change.kind() + " " + change.what())
                .toList();
    }

    private static List<SecurityChange> inspect(String type, JsonNode before, JsonNode after) {
        var resource = new Compared(
                "urn:pulumi:prod::holdfast::" + type + "::it", type, before, after, Map.of("routeTableId", "public"));
        return SecurityChanges.of(
                List.of(resource), Referents.of(Map.of("sg-1", "database", "sg-2", "api", "igw-1", "gateway")));
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
