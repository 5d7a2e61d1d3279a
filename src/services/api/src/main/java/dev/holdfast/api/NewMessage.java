package dev.holdfast.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A message that a client wants to leave. */
record NewMessage(String author, String text) {
    private static final int AUTHOR_LENGTH = 80;
    private static final int TEXT_LENGTH = 2_000;
    private static final Set<String> FIELDS = Set.of("author", "text");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /**
     * Reads the body of a request.
     *
     * @throws Refusal naming everything that is wrong with it
     */
    static NewMessage parse(byte[] body) {
        var json = read(body);
        var problems = new LinkedHashMap<String, String>();
        var author = field(json, "author", AUTHOR_LENGTH, problems);
        var text = field(json, "text", TEXT_LENGTH, problems);
        var unknown = new TreeSet<String>();
        json.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(FIELDS);
        unknown.forEach(name -> problems.put(name, name + " is not known: a message has author and text"));
        if (!problems.isEmpty()) {
            throw Refusal.badFields("invalid_message", problems);
        }
        return new NewMessage(author, text);
    }

    private static JsonNode read(byte[] body) {
        try {
            var json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
            throw Refusal.badRequest(
                    "invalid_json",
                    "the body is " + kind(json) + "; allowed is an object, {\"author\": ..., \"text\": ...}");
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw Refusal.badRequest(
                    "invalid_json",
                    "the body is not JSON: " + e.getOriginalMessage()
                            + (place == null
                                    ? ""
                                    : " at line " + place.getLineNr() + ", column " + place.getColumnNr()));
        } catch (IOException e) {
            throw Refusal.badRequest("invalid_json", "the body is not JSON in UTF-8");
        }
    }

    private static String field(JsonNode json, String name, int longest, Map<String, String> problems) {
        var value = json.path(name);
        var allowed = "allowed is text of 1 to " + longest + " characters";
        if (!value.isTextual()) {
            problems.put(name, name + " is " + kind(value) + "; " + allowed);
            return "";
        }
        var text = value.textValue();
        var length = text.codePointCount(0, text.length());
        if (text.isBlank()) {
            problems.put(name, name + " is blank; " + allowed);
        } else if (length > longest) {
            problems.put(name, name + " has " + length + " characters; " + allowed);
        }
        // What PostgreSQL cannot store: the character zero, and half of a surrogate pair.
        if (text.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            problems.merge(
                    name,
                    name + " has a character that is not text (\\u0000, or half of a pair of surrogates)",
                    (one, other) -> one + "; " + other);
        }
        return text;
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING -> "missing";
            case NULL -> "null";
            case ARRAY, OBJECT -> "an " + value.getNodeType().name().toLowerCase(Locale.ROOT);
            default -> "a " + value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
