package dev.holdfast.workload.stateless;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** What the migration function answered, as the values of a stack output instead of JSON in a text. */
final class MigrationAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private MigrationAnswer() {}

    /**
     * The answer's fields, known or not: an older or newer image may say other things than {@code version}, {@code
     * applied} and {@code durationMillis}. What is no object is kept under {@code answer}, so that nothing is lost.
     */
    static Map<String, Object> parse(String result) {
        try {
            var fields = JSON.readValue(result, OBJECT);
            if (fields != null) {
                return fields;
            }
        } catch (JsonProcessingException noObject) {
            // Falls through: it is told as it is.
        }
        return Map.of("answer", result);
    }
}
