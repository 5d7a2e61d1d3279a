package dev.holdfast.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How the JSON of a policy is read. */
final class Elements {
    private Elements() {}

    /** Fails for what a policy cannot have, or this evaluator does not know. */
    static void onlyKnown(String what, JsonNode object, Set<String> known) {
        if (!object.isObject()) {
            throw new AssertionError("the " + what + " is no object: " + object);
        }
        object.properties().forEach(element -> {
            var name = element.getKey();
            if (!known.contains(name)) {
                throw new AssertionError("the " + what + " has the element '" + name + "'; known are "
                        + known.stream().sorted().toList());
            }
        });
    }

    /** The texts of an element, which may be one or a list. */
    static List<String> texts(JsonNode element) {
        var texts = new ArrayList<String>();
        (element.isArray() ? element : List.of(element)).forEach(one -> {
            if (!one.isValueNode() || one.isNull()) {
                throw new AssertionError("expected a text, or a list of texts, got " + element);
            }
            texts.add(one.asText());
        });
        if (texts.isEmpty()) {
            throw new AssertionError("expected at least one text, got an empty list");
        }
        return texts;
    }
}
