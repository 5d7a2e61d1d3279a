package dev.holdfast.impact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;
import java.util.TreeMap;

/**
 * An impact as JSON, for programs, and to be read again by whatever applies the plan.
 *
 * @param version of the form; another one is refused
 * @param allowed whether the gate lets all stacks through, for readers that know nothing else
 * @param facts what else whoever wrote it wants to find again, such as the SHA-256 of a plan
 * @param impact the whole
 */
public record JsonReport(int version, boolean allowed, Map<String, String> facts, Impact impact) {
    private static final int VERSION = 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            // A report that lacks a part, or has one that is not known, was written by another version.
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    public JsonReport {
        facts = new TreeMap<>(facts);
    }

    /** What {@link #read} reads. */
    public static String of(Impact impact, Map<String, String> facts) {
        try {
            return MAPPER.writeValueAsString(new JsonReport(VERSION, impact.allowed(), facts, impact)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report could not be written as JSON", e);
        }
    }

    /**
     * Reads what {@link #of} wrote. Whether it is allowed is computed anew: a report says no more than what is in it.
     *
     * @throws IllegalArgumentException if it is no report of this version
     */
    public static JsonReport read(String json) {
        try {
            var report = MAPPER.readValue(json, JsonReport.class);
            if (report.version() != VERSION) {
                throw new IllegalArgumentException("the report is of version " + report.version() + ", and this reads "
                        + VERSION + "; preview again");
            }
            return new JsonReport(VERSION, report.impact().allowed(), report.facts(), report.impact());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "this is no report that `preview --report` wrote; preview again: " + e.getOriginalMessage(), e);
        }
    }
}
