package dev.holdfast.impact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code pulumi stack export} prints: the resources as they are before the update, without those that only wait to be
 * deleted.
 *
 * @param resources by URN, in the state's order, which is that of their dependencies
 */
record StateExport(Map<String, ResourceState> resources) {
    /** @throws IllegalArgumentException if it is none */
    static StateExport of(String json) {
        var resources = new LinkedHashMap<String, ResourceState>();
        for (var node :
                Json.parse("the exported state", json).path("deployment").path("resources")) {
            var resource = ResourceState.of(node);
            if (!resource.pendingDelete()) {
                resources.put(resource.urn(), resource);
            }
        }
        return new StateExport(resources);
    }

    Optional<ResourceState> resource(String urn) {
        return Optional.ofNullable(resources.get(urn));
    }

    /** The outputs of the stack itself; nothing before its first update. */
    Optional<JsonNode> stackOutputs() {
        return resources.values().stream()
                .filter(resource -> resource.type().equals(EngineEvents.STACK))
                .map(ResourceState::outputs)
                .findFirst();
    }
}
