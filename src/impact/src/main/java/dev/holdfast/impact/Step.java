package dev.holdfast.impact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A step that the engine plans. A replacement is three of them, of the same resource.
 *
 * @param op the engine's word, such as {@code create-replacement}
 * @param before the resource as it is; nothing for what is created
 * @param after the resource as it would be, with what the provider says of its outputs; nothing for what is deleted
 * @param keys the properties because of which it is replaced
 * @param differences by the path of a property: the engine's word, such as {@code update-replace}
 */
record Step(
        String op,
        String urn,
        String type,
        Optional<ResourceState> before,
        Optional<ResourceState> after,
        Set<String> keys,
        Map<String, String> differences) {
    /** @param metadata of the engine's event */
    static Step of(JsonNode metadata) {
        var keys = new LinkedHashSet<String>();
        metadata.path("keys").forEach(key -> keys.add(key.asText()));
        var differences = new LinkedHashMap<String, String>();
        // Without details there are only the names of properties, and with neither there is nothing to tell.
        metadata.path("diffs").forEach(name -> differences.put(name.asText(), "update"));
        var details = metadata.path("detailedDiff");
        if (!details.isEmpty()) {
            differences.clear();
            details.properties()
                    .forEach(detail -> differences.put(detail.getKey(), Json.text(detail.getValue(), "diffKind")));
        }
        keys.stream()
                .filter(key -> differences.keySet().stream()
                        .noneMatch(path -> PropertyPath.of(path).root().equals(key)))
                .toList()
                .forEach(key -> differences.put(key, "update-replace"));
        return new Step(
                Json.text(metadata, "op"),
                Json.text(metadata, "urn"),
                Json.text(metadata, "type"),
                state(metadata.path("old")),
                state(metadata.path("new")),
                Set.copyOf(keys),
                differences);
    }

    /** Whatever is known of the resource. */
    ResourceState either() {
        return after.or(() -> before)
                .orElseThrow(() -> new IllegalArgumentException("the engine's event about " + urn + " has no state"));
    }

    /** Whether nothing happens to the resource in this step. */
    boolean keeps() {
        return switch (op) {
            case "same",
                    "refresh",
                    "read",
                    "read-replacement",
                    "read-discard",
                    "discard",
                    "discard-replaced",
                    "remove-pending-replace" -> true;
            default -> false;
        };
    }

    private static Optional<ResourceState> state(JsonNode node) {
        return node.isObject() ? Optional.of(ResourceState.of(node)) : Optional.empty();
    }
}
