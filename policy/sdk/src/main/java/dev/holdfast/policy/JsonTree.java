package dev.holdfast.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Jackson's trees from its parsers alone. An {@code ObjectMapper} does the same, and takes longer to be made than a pack
 * takes to read all that it reads: its start is a part of each preview.
 */
final class JsonTree {
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTree() {}

    static JsonNode ofJson(String text) throws JsonProcessingException {
        return read(JSON, text);
    }

    static JsonNode ofYaml(String text) throws JsonProcessingException {
        return read(new YAMLFactory(), text);
    }

    /** Of maps, lists, texts, numbers and booleans. */
    static JsonNode of(Object plain) {
        if (plain instanceof Map<?, ?> map) {
            var object = NODES.objectNode();
            map.forEach((name, value) -> object.set(name.toString(), of(value)));
            return object;
        }
        if (plain instanceof List<?> list) {
            var array = NODES.arrayNode(list.size());
            list.forEach(element -> array.add(of(element)));
            return array;
        }
        if (plain instanceof String text) {
            return NODES.textNode(text);
        }
        if (plain instanceof Boolean bool) {
            return NODES.booleanNode(bool);
        }
        if (plain instanceof Integer whole) {
            return NODES.numberNode(whole);
        }
        if (plain instanceof Long whole) {
            return NODES.numberNode(whole);
        }
        if (plain instanceof Number number) {
            return NODES.numberNode(number.doubleValue());
        }
        return NODES.nullNode();
    }

    private static JsonNode read(JsonFactory factory, String text) throws JsonProcessingException {
        try (var parser = factory.createParser(text)) {
            return parser.nextToken() == null ? MissingNode.getInstance() : node(parser);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode node(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var object = NODES.objectNode();
                for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    object.set(name, node(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                var array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(node(parser));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    default -> NODES.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            default -> NODES.nullNode();
        };
    }
}
