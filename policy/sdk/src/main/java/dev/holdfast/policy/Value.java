package dev.holdfast.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A property, or a part of it, as the engine knows it: absent, known, not known before the update, and perhaps secret.
 *
 * <p>What is unknown can be asked for, and so can its parts; to read it ends the rule with a
 * {@link NotEvaluatedException} that names the property. So a rule reads what it needs, and never passes by mistake.
 *
 * <pre>{@code
 * if (!instance.property("storageEncrypted").isTrue()) { ... }
 * for (var subnet : group.property("subnetIds").elements()) { ... }
 * }</pre>
 */
public final class Value {
    /** The raw value that stands for one that is not known before the update. */
    public enum Unknown {
        UNKNOWN
    }

    /** The raw value that stands for one that is secret. */
    public record Secret(Object value) {
        public Secret {
            value = value instanceof Secret hidden ? hidden.value() : value;
        }

        /** Never the value. */
        @Override
        public String toString() {
            return "[secret]";
        }
    }

    /** Stands for a value that only the update will tell. */
    public static final Object UNKNOWN = Unknown.UNKNOWN;

    private static final Pattern STEPS = Pattern.compile("[.\\[]");

    private final String path;
    private final Object raw;
    private final boolean secret;

    private Value(String path, Object raw, boolean secret) {
        this.path = path;
        this.raw = raw instanceof Secret hidden ? hidden.value() : raw;
        this.secret = secret || raw instanceof Secret;
    }

    /** A secret value, for tests and remediations. */
    public static Object secret(Object value) {
        return new Secret(value);
    }

    /**
     * A view of a raw value.
     *
     * @param path what it is called in messages
     * @param raw null, text, number, boolean, a list, a map, {@link #UNKNOWN} or a {@link Secret}
     */
    public static Value of(String path, Object raw) {
        return new Value(path, raw, false);
    }

    /** What it is called: {@code ingress[0].cidrBlocks}. */
    public String path() {
        return path;
    }

    /** The raw value, without the mark of a secret; what is secret within it, is a {@link Secret}. */
    public Object raw() {
        return raw;
    }

    /** Whether it is not set. */
    public boolean isAbsent() {
        return raw == null;
    }

    /** Whether it is set, be it known or not. */
    public boolean isPresent() {
        return raw != null;
    }

    /** Whether only the update will tell it. */
    public boolean isUnknown() {
        return raw == Unknown.UNKNOWN;
    }

    /** Whether it, or some part of it, is what only the update will tell. */
    public boolean hasUnknowns() {
        return isUnknown()
                || raw instanceof Map<?, ?> && fields().values().stream().anyMatch(Value::hasUnknowns)
                || raw instanceof List<?> && elements().stream().anyMatch(Value::hasUnknowns);
    }

    /** Whether it must not be shown. */
    public boolean isSecret() {
        return secret;
    }

    /** A field of an object; absent if there is none, unknown if the object is. */
    public Value get(String name) {
        var child = path.isEmpty() ? name : path + "." + name;
        if (raw == null || isUnknown()) {
            return new Value(child, raw, secret);
        }
        if (raw instanceof Map<?, ?> map) {
            return new Value(child, map.get(name), secret);
        }
        throw wrong("an object");
    }

    /** An element of a list, counted from 0; absent if the list is shorter, unknown if the list is. */
    public Value get(int index) {
        var child = path + "[" + index + "]";
        if (raw == null || isUnknown()) {
            return new Value(child, raw, secret);
        }
        if (raw instanceof List<?> list) {
            return new Value(child, index >= 0 && index < list.size() ? list.get(index) : null, secret);
        }
        throw wrong("a list");
    }

    /** What a path leads to: {@code metadata.labels} or {@code rules[0].port}. Where a name has a dot, use {@link #get}. */
    public Value at(String way) {
        if (way.indexOf('.') < 0 && way.indexOf('[') < 0) {
            return get(way);
        }
        var value = this;
        for (var step : STEPS.split(way)) {
            if (step.isEmpty()) {
                continue;
            }
            value = step.endsWith("]")
                    ? value.get(Integer.parseInt(step.substring(0, step.length() - 1)))
                    : value.get(step);
        }
        return value;
    }

    /** The elements of a list, none if it is absent; each may be unknown, the list itself must not. */
    public List<Value> elements() {
        if (raw == null) {
            return List.of();
        }
        if (known() instanceof List<?> list) {
            var all = new ArrayList<Value>();
            for (int i = 0; i < list.size(); i++) {
                all.add(get(i));
            }
            return all;
        }
        throw wrong("a list");
    }

    /** The fields of an object, none if it is absent; each may be unknown, the object itself must not. */
    public Map<String, Value> fields() {
        if (raw == null) {
            return Map.of();
        }
        if (known() instanceof Map<?, ?> map) {
            var all = new LinkedHashMap<String, Value>();
            map.keySet().forEach(key -> all.put(key.toString(), get(key.toString())));
            return all;
        }
        throw wrong("an object");
    }

    /** The text. Numbers and booleans are no text: the provider's schema says which it is. */
    public String string() {
        if (known() instanceof String text) {
            return text;
        }
        throw wrong("text");
    }

    /** The text, or another where it is absent. */
    public String string(String otherwise) {
        return isAbsent() ? otherwise : string();
    }

    /** The texts of a list, none if it is absent; all must be known. */
    public List<String> strings() {
        return elements().stream().map(Value::string).toList();
    }

    /** The number; a text of digits counts, as providers have such properties. */
    public double number() {
        if (known() instanceof Number number) {
            return number.doubleValue();
        }
        if (raw instanceof String text) {
            try {
                return new BigDecimal(text).doubleValue();
            } catch (NumberFormatException e) {
                throw wrong("a number");
            }
        }
        throw wrong("a number");
    }

    /** The number, or another where it is absent. */
    public double number(double otherwise) {
        return isAbsent() ? otherwise : number();
    }

    /** The whole number. */
    public int integer() {
        double number = number();
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw wrong("a whole number");
        }
        return (int) number;
    }

    /** The whole number, or another where it is absent. */
    public int integer(int otherwise) {
        return isAbsent() ? otherwise : integer();
    }

    /** Whether it is known to be true; absent is false. */
    public boolean isTrue() {
        return bool(false);
    }

    /** The boolean, or another where it is absent; the texts {@code true} and {@code false} count. */
    public boolean bool(boolean otherwise) {
        if (raw == null) {
            return otherwise;
        }
        if (known() instanceof Boolean bool) {
            return bool;
        }
        if ("true".equals(raw) || "false".equals(raw)) {
            return "true".equals(raw);
        }
        throw wrong("true or false");
    }

    /** A text that is JSON, such as an IAM policy; an object or a list of properties counts as well. */
    public JsonNode json() {
        if (!(known() instanceof String text)) {
            return JsonTree.of(plain());
        }
        try {
            return JsonTree.ofJson(text);
        } catch (JsonProcessingException e) {
            throw wrong("JSON");
        }
    }

    /** It and all that is in it, down to texts, numbers and booleans. */
    public Stream<Value> leaves() {
        if (raw instanceof Map<?, ?>) {
            return fields().values().stream().flatMap(Value::leaves);
        }
        if (raw instanceof List<?>) {
            return elements().stream().flatMap(Value::leaves);
        }
        return raw == null ? Stream.empty() : Stream.of(this);
    }

    /** Adds every text in it that must not be shown; of one that is JSON its parts, too, as a rule may quote one. */
    void secrets(Set<String> found) {
        leaves().filter(Value::isSecret).forEach(leaf -> {
            if (leaf.raw instanceof String text && !text.isBlank()) {
                found.add(text);
                if (text.startsWith("{") || text.startsWith("[")) {
                    partsOf(text, found);
                }
            } else if (leaf.raw instanceof Number number && Math.abs(number.doubleValue()) >= 1000) {
                // Smaller ones are too common to tell anything.
                found.add(leaf.raw.toString());
            }
        });
    }

    private static void partsOf(String json, Set<String> found) {
        try {
            var waiting = new ArrayDeque<JsonNode>(List.of(JsonTree.ofJson(json)));
            while (!waiting.isEmpty()) {
                var node = waiting.poll();
                node.forEach(waiting::add);
                if (node.isTextual() && node.textValue().length() >= 4) {
                    found.add(node.textValue());
                }
            }
        } catch (JsonProcessingException e) {
            // It only looked like JSON; the text as a whole is known.
        }
    }

    private Object known() {
        if (isUnknown()) {
            throw new NotEvaluatedException(path + " is not known before the update");
        }
        if (raw == null) {
            throw new IllegalStateException(path + " is not set; ask isAbsent() before, or give another value");
        }
        return raw;
    }

    private Object plain() {
        if (isUnknown()) {
            throw new NotEvaluatedException(path + " is not known before the update");
        }
        if (raw instanceof Map<?, ?>) {
            var plain = new LinkedHashMap<String, Object>();
            fields().forEach((name, value) -> plain.put(name, value.plain()));
            return plain;
        }
        return raw instanceof List<?> ? elements().stream().map(Value::plain).toList() : raw;
    }

    private IllegalStateException wrong(String wanted) {
        var kind = raw instanceof Map
                ? "an object"
                : raw instanceof List ? "a list" : raw instanceof String ? "text" : String.valueOf(raw);
        return new IllegalStateException(path + " is " + (secret ? "a secret" : kind) + ", not " + wanted);
    }

    @Override
    public String toString() {
        return secret ? "[secret]" : isUnknown() ? "[unknown]" : String.valueOf(raw);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Value value
                && value.secret == secret
                && Objects.equals(value.raw, raw)
                && value.path.equals(path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, raw, secret);
    }
}
