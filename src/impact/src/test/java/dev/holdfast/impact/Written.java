package dev.holdfast.impact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** A resource of stack {@code prod} as the engine writes it, for a test to say only what it is about. */
record Written(ObjectNode json) {
    static final ObjectMapper MAPPER = new ObjectMapper();

    static final String DATABASE = "aws:rds/instance:Instance";
    static final String BUCKET = "aws:s3/bucketV2:BucketV2";
    static final String BALANCER = "aws:lb/loadBalancer:LoadBalancer";
    static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
    static final String STACK = "pulumi:pulumi:Stack";

    static Written of(String type, String name) {
        var json = MAPPER.createObjectNode();
        json.put("urn", urn(type, name)).put("type", type).put("custom", true).put("id", "id-of-" + name);
        json.put("parent", urn(STACK, "holdfast-prod"));
        json.putObject("inputs");
        json.putObject("outputs");
        return new Written(json);
    }

    static Written component(String type, String name) {
        return of(type, name).with(json -> json.put("custom", false));
    }

    static String urn(String type, String name) {
        return "urn:pulumi:prod::holdfast::" + type + "::" + name;
    }

    /** What the engine writes for a secret: encrypted in a state, hidden in an event. */
    static ObjectNode secret(String ciphertext) {
        return MAPPER.createObjectNode()
                .put("4dabf18193072939515e22adb298388d", "1b47061264138c4ac30d75fd1eb44270")
                .put("ciphertext", ciphertext);
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text.replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    Written with(Consumer<ObjectNode> change) {
        var copy = json.deepCopy();
        change.accept(copy);
        return new Written(copy);
    }

    /** @param inputs JSON, in which ' stands for " */
    Written inputs(String inputs) {
        return with(json -> json.set("inputs", json(inputs)));
    }

    Written input(String name, JsonNode value) {
        return with(json -> ((ObjectNode) json.path("inputs")).set(name, value));
    }

    /** @param outputs JSON, in which ' stands for " */
    Written outputs(String outputs) {
        return with(json -> json.set("outputs", json(outputs)));
    }

    Written output(String name, JsonNode value) {
        return with(json -> ((ObjectNode) json.path("outputs")).set(name, value));
    }

    Written protect() {
        return with(json -> json.put("protect", true));
    }

    Written retain() {
        return with(json -> json.put("retainOnDelete", true));
    }

    Written in(Written parent) {
        return with(json -> json.put("parent", parent.urn()));
    }

    Written dependsOn(Written... others) {
        return with(json -> {
            for (var other : others) {
                json.withArray("dependencies").add(other.urn());
            }
        });
    }

    String urn() {
        return json.path("urn").asText();
    }

    String type() {
        return json.path("type").asText();
    }

    ResourceState state() {
        return ResourceState.of(json);
    }
}
