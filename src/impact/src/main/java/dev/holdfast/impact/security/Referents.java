package dev.holdfast.impact.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What ids and ARNs in properties stand for.
 *
 * @param names the names of resources in the program, by their ids and ARNs
 * @param origins the names of what unknown properties come from, by property
 */
public record Referents(Map<String, String> names, Map<String, String> origins) {
    static final String UNKNOWN = "[unknown]";

    public Referents {
        names = Map.copyOf(names);
        origins = Map.copyOf(origins);
    }

    /** Of a stack whose resources are named. */
    public static Referents of(Map<String, String> names) {
        return new Referents(names, Map.of());
    }

    /** The same, for the properties of a resource. */
    Referents in(Compared resource) {
        return new Referents(names, resource.origins());
    }

    /** A name, where one is known. */
    String name(String id) {
        return id.equals(UNKNOWN) ? "something that only the update knows" : names.getOrDefault(id, id);
    }

    String name(JsonNode inputs, String property) {
        var id = inputs.path(property).asText();
        return id.equals(UNKNOWN) && origins.containsKey(property) ? origins.get(property) : name(id);
    }

    static boolean unknown(JsonNode value) {
        return UNKNOWN.equals(value.asText());
    }
}
