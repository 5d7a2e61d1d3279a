package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Events as the engine writes them. */
final class EngineEvents {
    private EngineEvents() {}

    static JsonNode resource(String kind, String operation, String type, String name) {
        return event("""
                {"%s": {"metadata": {"op": "%s", "urn": "urn:pulumi:dev::holdfast::parent$%s::%s", "type": "%s",
                  "new": {"custom": %b}}}}""".formatted(kind, operation, type, name, type, type.startsWith("aws:")));
    }

    static JsonNode diagnostic(String severity, String urn, String message) {
        var event = new ObjectMapper().createObjectNode();
        event.putObject("diagnosticEvent")
                .put("severity", severity)
                .put("urn", urn)
                .put("message", message);
        return event;
    }

    static JsonNode event(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
