package dev.holdfast.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What can be configured of a rule: a JSON schema of the few forms that a rule needs. Pulumi's engine checks a
 * configuration file against it, fills in defaults, and refuses wrong types; unknown names are refused by the pack.
 *
 * <pre>{@code
 * ConfigurationSchema.of(
 *         Property.integer("days", "the least retention").atLeast(1).byDefault(7),
 *         Property.strings("names", "which are exempt").byDefault(List.of()))
 * }</pre>
 *
 * @param properties by name, in order
 */
public record ConfigurationSchema(Map<String, Property> properties) {
    /** Nothing can be configured. */
    public static final ConfigurationSchema EMPTY = new ConfigurationSchema(Map.of());

    public ConfigurationSchema {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** With these properties. */
    public static ConfigurationSchema of(Property... properties) {
        var all = new LinkedHashMap<String, Property>();
        for (var property : properties) {
            if (all.put(property.name(), property) != null) {
                throw new IllegalArgumentException("two properties are called '" + property.name() + "'");
            }
        }
        return new ConfigurationSchema(all);
    }

    /** The names of those that a configuration must give. */
    public List<String> required() {
        return properties.values().stream()
                .filter(Property::required)
                .map(Property::name)
                .toList();
    }

    /** The defaults, by name. */
    public Map<String, Object> defaults() {
        var defaults = new LinkedHashMap<String, Object>();
        properties.values().forEach(property -> {
            if (property.fallback() != null) {
                defaults.put(property.name(), property.fallback());
            }
        });
        return defaults;
    }

    /** As JSON schema, by property. */
    public Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        properties.values().forEach(property -> json.put(property.name(), property.json()));
        return json;
    }

    /**
     * One thing that can be configured. Without a default it must be given.
     *
     * @param name in camelCase
     * @param type of JSON schema
     * @param description what it does
     * @param fallback its default; null if there is none
     * @param minimum the least number; null if any will do
     * @param allowed the texts that are allowed; empty if any will do
     */
    public record Property(
            String name, Type type, String description, Object fallback, Integer minimum, List<String> allowed) {
        /** The forms that a value may have. */
        public enum Type {
            INTEGER,
            BOOLEAN,
            STRING,
            STRINGS
        }

        public Property {
            Objects.requireNonNull(name);
            allowed = List.copyOf(allowed);
            if (minimum != null && type != Type.INTEGER) {
                throw new IllegalArgumentException("'" + name + "' has a least number, and is none");
            }
            if (fallback != null) {
                problem(type, minimum, allowed, fallback).ifPresent(problem -> {
                    throw new IllegalArgumentException("the default of '" + name + "' " + problem);
                });
            }
        }

        /** A whole number. */
        public static Property integer(String name, String description) {
            return new Property(name, Type.INTEGER, description, null, null, List.of());
        }

        /** True or false. */
        public static Property bool(String name, String description) {
            return new Property(name, Type.BOOLEAN, description, null, null, List.of());
        }

        /** A text. */
        public static Property string(String name, String description, String... allowed) {
            return new Property(name, Type.STRING, description, null, null, List.of(allowed));
        }

        /** A list of texts. */
        public static Property strings(String name, String description) {
            return new Property(name, Type.STRINGS, description, null, null, List.of());
        }

        /** The same, with a default. */
        public Property byDefault(Object fallback) {
            return new Property(name, type, description, fallback, minimum, allowed);
        }

        /** The same, with a least number. */
        public Property atLeast(int minimum) {
            return new Property(name, type, description, fallback, minimum, allowed);
        }

        /** Whether a configuration must give it. */
        public boolean required() {
            return fallback == null;
        }

        /** What is wrong with a value, if anything. */
        Optional<String> problem(Object value) {
            return problem(type, minimum, allowed, value);
        }

        private static Optional<String> problem(Type type, Integer minimum, List<String> allowed, Object value) {
            var right = switch (type) {
                case INTEGER ->
                    value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue());
                case BOOLEAN -> value instanceof Boolean;
                case STRING -> value instanceof String;
                case STRINGS -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
            };
            if (!right) {
                return Optional.of("is " + value + ", allowed is " + form(type));
            }
            if (minimum != null && ((Number) value).doubleValue() < minimum) {
                return Optional.of("is " + value + ", allowed is " + minimum + " or more");
            }
            if (!allowed.isEmpty() && !allowed.contains(value)) {
                return Optional.of("is '" + value + "', allowed are " + String.join(", ", allowed));
            }
            return Optional.empty();
        }

        private static String form(Type type) {
            return switch (type) {
                case INTEGER -> "a whole number";
                case BOOLEAN -> "true or false";
                case STRING -> "text";
                case STRINGS -> "a list of texts";
            };
        }

        private Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put(
                    "type",
                    switch (type) {
                        case INTEGER -> "integer";
                        case BOOLEAN -> "boolean";
                        case STRING -> "string";
                        case STRINGS -> "array";
                    });
            if (type == Type.STRINGS) {
                json.put("items", Map.of("type", "string"));
            }
            json.put("description", description);
            if (fallback != null) {
                json.put("default", fallback);
            }
            if (minimum != null) {
                json.put("minimum", minimum);
            }
            if (!allowed.isEmpty()) {
                json.put("enum", allowed);
            }
            return json;
        }
    }
}
