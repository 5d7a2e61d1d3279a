package dev.holdfast.operator.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A resource that is not as its last update left it.
 *
 * @param name in its program, with its type
 * @param what differs, a line each; nothing where the resource is gone
 */
record Difference(String name, List<String> what) {
    private static final int SHORT = 70;

    Difference {
        what = List.copyOf(what);
    }

    /** Whether it is there no longer. */
    boolean gone() {
        return what.isEmpty();
    }

    /**
     * Of an event of the preview of a refresh.
     *
     * @param ignored for each resource what its program leaves to others, such as how many tasks the scaling wants
     */
    static Optional<Difference> of(JsonNode event, Map<String, Set<String>> ignored) {
        var step = event.path("resOutputsEvent").path("metadata");
        var operation = step.path("op").asText();
        var urn = step.path("urn").asText();
        var name = urn.substring(urn.lastIndexOf(':') + 1) + " ("
                + step.path("type").asText() + ")";
        if (operation.equals("delete")) {
            return Optional.of(new Difference(name, List.of()));
        }
        if (!operation.equals("update")) {
            return Optional.empty();
        }
        var what = new ArrayList<String>();
        step.path("detailedDiff").properties().forEach(property -> {
            var path = property.getKey();
            if (!ignored.getOrDefault(urn, Set.of()).contains(path.split("[.\\[]", 2)[0])) {
                what.add(path + ": " + value(step.path("old"), path) + " when it was deployed, "
                        + value(step.path("new"), path) + " now");
            }
        });
        return what.isEmpty() ? Optional.empty() : Optional.of(new Difference(name, what));
    }

    /** What each resource of a state leaves to others. */
    static Map<String, Set<String>> ignored(JsonNode state) {
        var ignored = new HashMap<String, Set<String>>();
        for (var resource : state.path("deployment").path("resources")) {
            var keys = new HashSet<String>();
            resource.path("ignoreChanges").forEach(key -> keys.add(key.asText()));
            ignored.put(resource.path("urn").asText(), keys);
        }
        return ignored;
    }

    private static String value(JsonNode side, String path) {
        var found = at(side.path("inputs"), path);
        var value = found.isMissingNode() || found.isNull() ? at(side.path("outputs"), path) : found;
        if (value.isMissingNode() || value.isNull()) {
            return "not set";
        }
        var text = value.isValueNode() ? value.asText() : value.toString();
        return text.length() > SHORT ? text.substring(0, SHORT) + "..." : text;
    }

    private static JsonNode at(JsonNode value, String path) {
        var here = value;
        for (var part : path.replace("]", "").split("[.\\[]")) {
            here = part.matches("\\d+") && here.isArray() ? here.path(Integer.parseInt(part)) : here.path(part);
        }
        return here;
    }
}
