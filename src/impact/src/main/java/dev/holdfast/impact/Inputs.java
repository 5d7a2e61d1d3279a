package dev.holdfast.impact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The inputs of all resources of a stack, before and after an update, without secrets. What the preview did not get to stays
 * as it is.
 *
 * @param before by URN
 * @param after by URN
 */
record Inputs(Map<String, JsonNode> before, Map<String, JsonNode> after) {
    static Inputs of(EngineEvents events, StateExport state) {
        var before = new TreeMap<String, JsonNode>();
        state.resources().forEach((urn, resource) -> before.put(urn, plain(resource)));
        var after = new LinkedHashMap<String, JsonNode>(before);
        // A resource that is replaced is deleted as well, and whatever comes to it then stays.
        events.steps().stream()
                .filter(step -> step.op().startsWith("delete"))
                .forEach(step -> after.remove(step.urn()));
        events.steps().stream()
                .filter(step -> !step.op().contains("discard"))
                .forEach(step -> step.after().ifPresent(resource -> after.put(step.urn(), plain(resource))));
        return new Inputs(before, after);
    }

    private static JsonNode plain(ResourceState resource) {
        return Concealment.inputs(resource, List.of());
    }
}
