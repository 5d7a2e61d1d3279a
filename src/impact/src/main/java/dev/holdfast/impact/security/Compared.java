package dev.holdfast.impact.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A resource that an update changes.
 *
 * @param urn Pulumi's name of it
 * @param type Pulumi's token of its type
 * @param before its inputs, without secrets; a missing node for what is created
 * @param after its inputs, without secrets; a missing node for what is deleted. {@code [unknown]} stands for what only the
 *     update knows
 * @param origins for properties that only the update knows: the name of the one resource that they come from
 */
public record Compared(String urn, String type, JsonNode before, JsonNode after, Map<String, String> origins) {
    public Compared {
        origins = Map.copyOf(origins);
    }

    /** Its name in the program. */
    String name() {
        return urn.substring(urn.lastIndexOf("::") + 2);
    }
}
