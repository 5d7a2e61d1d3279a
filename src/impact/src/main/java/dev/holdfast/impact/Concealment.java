package dev.holdfast.impact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes secrets out of properties, before anything is told of them. A property is secret if it is in any of its forms: an
 * input that the program gives as a plain text is one where the state has encrypted the output of that name. What is
 * encrypted is not shown either.
 */
final class Concealment {
    /** What stands in a secret's place. */
    static final JsonNode SECRET = TextNode.valueOf("[secret]");

    /** What stands where only the update knows the value. */
    static final JsonNode UNKNOWN = TextNode.valueOf("[unknown]");

    /** What the engine marks objects with, that stand for something else: sdk/go/common/resource/sig. */
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

    private static final String SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
    private static final String OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    /** What the engine writes for unknown values of each type: pkg/resource/plugin/rpc.go. */
    private static final Set<String> UNKNOWNS = Set.of(
            "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
            "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
            "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
            "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
            "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
            "030794c1-ac77-496b-92df-f27374a8bd58",
            "e48ece36-62e2-4504-bad9-02848725956a");

    private Concealment() {}

    /**
     * The inputs of a resource.
     *
     * @param other all that is known of it: earlier and later, in the state and in the events
     */
    static JsonNode inputs(ResourceState resource, List<ResourceState> other) {
        var shadows = Stream.concat(Stream.of(resource), other.stream())
                .flatMap(known -> Stream.of(known.inputs(), known.outputs()))
                .toList();
        var plain = conceal(resource.inputs(), shadows);
        if (plain.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            var secret = Stream.concat(Stream.of(resource), other.stream())
                    .flatMap(known -> known.secretOutputs().stream())
                    .toList();
            plain.properties()
                    .forEach(field ->
                            object.set(field.getKey(), secret.contains(field.getKey()) ? SECRET : field.getValue()));
            return object;
        }
        return plain;
    }

    /** A value, as secret as any of those that stand for the same. */
    static JsonNode conceal(JsonNode value, List<JsonNode> shadows) {
        if (secret(value) || shadows.stream().anyMatch(Concealment::secret)) {
            return value.isMissingNode() ? value : SECRET;
        }
        if (value.isObject() && OUTPUT_SIGNATURE.equals(Json.text(value, SIGNATURE))) {
            return value.has("value") ? conceal(value.path("value"), shadows) : UNKNOWN;
        }
        if (value.isTextual()) {
            return UNKNOWNS.stream().anyMatch(value.asText()::contains) ? UNKNOWN : value;
        }
        if (value.isArray()) {
            return list(value, shadows);
        }
        return value.isObject() ? object(value, shadows) : value;
    }

    private static JsonNode object(JsonNode value, List<JsonNode> shadows) {
        if (value.has(SIGNATURE)) {
            // Assets, archives and references to resources: what is in them is not for a report.
            return TextNode.valueOf("[asset]");
        }
        var object = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(field -> {
            // The provider's notes for itself.
            if (!field.getKey().startsWith("__")) {
                object.set(
                        field.getKey(),
                        conceal(
                                field.getValue(),
                                shadows.stream()
                                        .map(shadow -> shadow.path(field.getKey()))
                                        .toList()));
            }
        });
        return object;
    }

    /** Where the elements of lists have moved, which one is secret is not known; then all of them are. */
    private static JsonNode list(JsonNode value, List<JsonNode> shadows) {
        var elements = new ArrayList<JsonNode>();
        shadows.stream().filter(JsonNode::isArray).forEach(shadow -> shadow.forEach(elements::add));
        // The value itself is among the shadows, and most lists are the same in all of them.
        var different =
                elements.stream().distinct().filter(Concealment::holdsSecret).toList();
        var list = JsonNodeFactory.instance.arrayNode();
        value.forEach(element -> list.add(conceal(element, different)));
        return list;
    }

    private static boolean holdsSecret(JsonNode value) {
        if (secret(value)) {
            return true;
        }
        for (var inner : value) {
            if (holdsSecret(inner)) {
                return true;
            }
        }
        return false;
    }

    private static boolean secret(JsonNode value) {
        return value.isObject()
                && (SECRET_SIGNATURE.equals(Json.text(value, SIGNATURE))
                        || OUTPUT_SIGNATURE.equals(Json.text(value, SIGNATURE))
                                && value.path("secret").asBoolean());
    }
}
