package dev.holdfast.sandbox.cloud;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource that the cloud holds.
 *
 * @param type Pulumi's token, for example {@code aws:rds/instance:Instance}
 * @param account the 12 digits of the account that it is in
 * @param region its region
 * @param id what the provider gave Pulumi as its id; unique for the type within account and region
 * @param inputs what was asked for, as JSON values under Pulumi's property names
 * @param outputs all properties: the inputs and what was computed
 */
public record Resource(
        String type,
        String account,
        String region,
        String id,
        Map<String, Object> inputs,
        Map<String, Object> outputs) {
    /** The region of what belongs to none. */
    public static final String GLOBAL = "aws-global";

    /** The same resource with more, or newer, outputs. */
    public Resource with(Map<String, Object> more) {
        var all = new HashMap<>(outputs);
        all.putAll(more);
        return new Resource(type, account, region, id, inputs, all);
    }

    /** Its ARN, if its type has one. */
    @JsonIgnore
    public Optional<String> arn() {
        return text("arn");
    }

    /** Whether a value names it: its id, its ARN or its name. */
    public boolean isNamed(Object value) {
        return id.equals(value)
                || text("arn").filter(value::equals).isPresent()
                || text("name").filter(value::equals).isPresent();
    }

    /** A property's text, if it is set. */
    public Optional<String> text(String property) {
        return Optional.ofNullable(outputs.get(property)).map(Object::toString);
    }

    /** A property's whole number, or a default. JSON numbers may arrive as doubles. */
    public int number(String property, int byDefault) {
        return outputs.get(property) instanceof Number number ? number.intValue() : byDefault;
    }

    /** A property's truth value, or false. */
    public boolean flag(String property) {
        return Boolean.TRUE.equals(outputs.get(property));
    }

    /** A property's list of texts; empty where it is not set. */
    public List<String> texts(String property) {
        return outputs.get(property) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** A property's list of objects; empty where it is not set, one element where it is an object. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> objects(String property) {
        var value = outputs.get(property);
        if (value instanceof Map<?, ?> one) {
            return List.of((Map<String, Object>) one);
        }
        return value instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }

    @Override
    public String toString() {
        return type + " " + id + " in " + account;
    }
}
