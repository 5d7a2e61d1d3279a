package dev.holdfast.sandbox.provider;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the catalogue says of a resource type, beside its properties, which the SDK's classes give. Refusals are texts
 * {@code <AWS's error code>: <message>}, with places as in {@link Template}.
 *
 * @param source where the rest was taken from
 * @param noun the type's name in messages, for example {@code EC2 Subnet}
 * @param global whether it belongs to no region
 * @param id template of its id
 * @param replacedBy the properties whose change replaces it
 * @param autoName the property that gets the resource's name and a random suffix where it is not set, if any
 * @param defaults what properties are where they are not set
 * @param computed templates of outputs, and of properties that AWS chooses where they are not set
 * @param allowed what values a property may have
 * @param exclusive groups of properties of which at most one may be set
 * @param oneOf groups of properties of which one must be set
 * @param json properties that hold JSON: compared as such
 * @param references properties that name other resources of the account
 * @param unique what two resources cannot share
 * @param refused when it can be neither created nor changed
 * @param deletionRefused when it cannot be deleted
 * @param closing how it stays in the cloud after its deletion, where it does
 */
record ResourceType(
        String source,
        String noun,
        boolean global,
        String id,
        Set<String> replacedBy,
        String autoName,
        Map<String, Object> defaults,
        Map<String, Object> computed,
        Map<String, Allowed> allowed,
        List<List<String>> exclusive,
        List<List<String>> oneOf,
        Set<String> json,
        Map<String, Reference> references,
        List<Unique> unique,
        List<Refused> refused,
        List<Refused> deletionRefused,
        Closing closing) {

    ResourceType {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(id, "id");
        replacedBy = replacedBy == null ? Set.of() : replacedBy;
        defaults = defaults == null ? Map.of() : defaults;
        computed = computed == null ? Map.of() : computed;
        allowed = allowed == null ? Map.of() : allowed;
        exclusive = exclusive == null ? List.of() : exclusive;
        oneOf = oneOf == null ? List.of() : oneOf;
        json = json == null ? Set.of() : json;
        references = references == null ? Map.of() : references;
        unique = unique == null ? List.of() : unique;
        refused = refused == null ? List.of() : refused;
        deletionRefused = deletionRefused == null ? List.of() : deletionRefused;
    }

    /** The values that a property may have: some, those that match, a range, or networks of some sizes. */
    record Allowed(List<Object> values, String pattern, Double from, Double to, Integer longest, NetworkBits network) {
        /** What is wrong with a value; empty if nothing is. */
        String problem(Object value) {
            if (values != null && !values.contains(value)) {
                return "expected one of " + values + ", got " + value;
            }
            if (pattern != null && !value.toString().matches(pattern)) {
                return "expected text that matches " + pattern + ", got " + value;
            }
            if (longest != null && value.toString().length() > longest) {
                return "expected at most " + longest + " characters, got "
                        + value.toString().length();
            }
            if (from != null && value instanceof Number number) {
                if (number.doubleValue() < from || number.doubleValue() > to) {
                    return "expected a number in the range (%.0f - %.0f), got %s".formatted(from, to, value);
                }
            }
            return network == null ? "" : network.problem(value.toString());
        }
    }

    /**
     * Another resource of the same account and region, named by id, ARN or name.
     *
     * @param to its type
     * @param missing the refusal where there is none; {@code ${value}} is what was given
     * @param inUse the refusal of the other's deletion while it is named; {@code ${id}} is the other's; may be null
     * @param external what is AWS's own, a pattern; may be null
     */
    record Reference(String to, String missing, String inUse, String external) {}

    /**
     * @param by the properties that together are unique within account and region
     * @param refusal the answer to the second
     * @param closed the answer where the first is deleted, but stays; may be null
     */
    record Unique(List<String> by, String refusal, String closed) {}

    /** A condition on properties and the refusal where it holds. */
    record Refused(Map<String, Object> when, String refusal) {}

    /** The outputs that it has when it is deleted but stays, and the condition under which it really goes. */
    record Closing(@JsonProperty("as") Map<String, Object> as, Map<String, Object> unless) {}

    /** Whether a resource with these outputs was deleted and only stays in the cloud. */
    @JsonIgnore
    boolean closed(Map<String, Object> outputs) {
        return closing != null && holds(closing.as(), outputs);
    }

    /**
     * Whether properties are as a condition says: equal, or containing it where they are lists; {@code null} is not set;
     * <code>{set: true}</code> is set, <code>{notIn: [x, y]}</code> is none of these.
     */
    static boolean holds(Map<String, Object> condition, Map<String, Object> properties) {
        return condition.entrySet().stream().allMatch(expected -> {
            var values = values(expected.getKey(), properties).toList();
            if (expected.getValue() == null) {
                return values.isEmpty();
            }
            if (expected.getValue() instanceof Map<?, ?> operator) {
                return operator.containsKey("set")
                        ? !values.isEmpty()
                        : operator.get("notIn") instanceof List<?> known
                                && values.stream().noneMatch(known::contains);
            }
            return values.contains(expected.getValue());
        });
    }

    /** The values at a path, for example {@code vpcConfig.subnetIds}; lists on the way give all their elements. */
    static Stream<Object> values(String path, Object properties) {
        if (properties instanceof Collection<?> list) {
            return new ArrayList<Object>(list).stream().flatMap(one -> values(path, one));
        }
        if (path.isEmpty()) {
            return Stream.ofNullable(properties);
        }
        var dot = path.indexOf('.');
        return properties instanceof Map<?, ?> map
                ? values(dot < 0 ? "" : path.substring(dot + 1), map.get(dot < 0 ? path : path.substring(0, dot)))
                : Stream.empty();
    }
}
