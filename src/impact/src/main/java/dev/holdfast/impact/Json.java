package dev.holdfast.impact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/** Reads JSON whose shape Pulumi decides. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /**
     * A whole document.
     *
     * @param what it is called in the message
     * @throws IllegalArgumentException if it is none; its text is not shown, as it may hold anything
     */
    static JsonNode parse(String what, String json) {
        return tryParse(json)
                .orElseThrow(() -> new IllegalArgumentException(what + " is no JSON; preview the stack again"));
    }

    /** A document, if it is one. */
    static Optional<JsonNode> tryParse(String json) {
        try {
            var node = MAPPER.readTree(json);
            return node == null || node instanceof MissingNode ? Optional.empty() : Optional.of(node);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
