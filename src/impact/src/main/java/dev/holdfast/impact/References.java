package dev.holdfast.impact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a resource refers to, in a state, an event or a goal of a plan.
 *
 * @param parent empty for the stack's own resource
 * @param dependencies URNs of what it depends on: by its properties, by {@code dependsOn}, by its provider, or because it is
 *     deleted with it
 * @param origins for each property that comes from one other resource only: its URN
 */
record References(String parent, Set<String> dependencies, Map<String, String> origins) {
    References {
        dependencies = Set.copyOf(dependencies);
        origins = Map.copyOf(origins);
    }

    static References of(JsonNode node) {
        var urns = new LinkedHashSet<String>();
        node.path("dependencies").forEach(urn -> urns.add(urn.asText()));
        var origins = new HashMap<String, String>();
        node.path("propertyDependencies").properties().forEach(property -> {
            property.getValue().forEach(urn -> urns.add(urn.asText()));
            if (property.getValue().size() == 1) {
                origins.put(property.getKey(), property.getValue().get(0).asText());
            }
        });
        var provider = Json.text(node, "provider");
        // A reference to a provider is its URN, and the id of the instance behind it.
        if (provider.contains("::")) {
            urns.add(provider.substring(0, provider.lastIndexOf("::")));
        }
        urns.add(Json.text(node, "deletedWith"));
        urns.remove("");
        return new References(Json.text(node, "parent"), urns, origins);
    }
}
