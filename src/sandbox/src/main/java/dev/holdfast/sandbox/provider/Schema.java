package dev.holdfast.sandbox.provider;

import com.pulumi.core.Either;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.EnumType;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.ResourceArgs;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The properties of a type and what values they take, read from the annotations of the SDK's own classes: what compiles
 * against com.pulumi:aws is what is accepted here.
 */
final class Schema {
    private static final Map<Class<?>, Schema> KNOWN = new ConcurrentHashMap<>();

    private final Map<String, Property> properties = new TreeMap<>();

    private record Property(boolean required, boolean json, Shape shape) {}

    /** What value a property takes. */
    private sealed interface Shape {
        record Text() implements Shape {}

        record Whole() implements Shape {}

        record Decimal() implements Shape {}

        record Truth() implements Shape {}

        record Anything() implements Shape {}

        record ListOf(Shape element) implements Shape {}

        record MapOf(Shape value) implements Shape {}

        record ObjectOf(Class<?> arguments) implements Shape {}
    }

    private Schema(Class<?> arguments) {
        for (var field : arguments.getDeclaredFields()) {
            var property = field.getAnnotation(Import.class);
            if (property != null) {
                var name = property.name().isEmpty() ? field.getName() : property.name();
                properties.put(name, new Property(property.required(), property.json(), shape(field.getGenericType())));
            }
        }
    }

    /** The schema of an arguments class of the SDK. */
    static Schema of(Class<?> arguments) {
        return KNOWN.computeIfAbsent(arguments, Schema::new);
    }

    /**
     * The SDK's class of a resource type, for example {@code com.pulumi.aws.ec2.Vpc} of {@code aws:ec2/vpc:Vpc}.
     *
     * @throws IllegalArgumentException if the SDK has no such type
     */
    static Class<?> resourceClass(String type) {
        var module = type.substring(type.indexOf(':') + 1, type.indexOf('/'));
        var name = "com.pulumi.aws." + module
                + type.substring(type.lastIndexOf(':')).replace(':', '.');
        try {
            var resource = Class.forName(name);
            if (resource.getAnnotation(ResourceType.class).type().equals(type)) {
                return resource;
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("com.pulumi:aws has no resource type " + type, e);
        }
        throw new IllegalArgumentException(name + " is not the class of " + type);
    }

    /** The schema of a resource type's inputs. */
    static Schema ofInputs(String type) {
        var resource = resourceClass(type);
        try {
            return of(Class.forName(resource.getName() + "Args"));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("com.pulumi:aws has no arguments for " + type, e);
        }
    }

    /** The names of a resource type's outputs. */
    static Set<String> outputs(String type) {
        var names = new TreeSet<String>();
        for (var field : resourceClass(type).getDeclaredFields()) {
            var output = field.getAnnotation(Export.class);
            if (output != null) {
                names.add(output.name());
            }
        }
        return names;
    }

    Set<String> names() {
        return properties.keySet();
    }

    /** Whether the SDK sends this property as text that holds JSON, as it does for a provider's configuration. */
    boolean json(String name) {
        return properties.containsKey(name) && properties.get(name).json();
    }

    /**
     * Checks values against the schema.
     *
     * @param path where the values are, empty for the properties of the resource itself
     * @param problem takes each failure: the property's path and what is wrong with it
     */
    void check(String path, Map<String, Object> values, BiConsumer<String, String> problem) {
        values.forEach((name, value) -> {
            var property = properties.get(name);
            if (property != null) {
                check(property.shape(), path + name, value, problem);
            } else if (!name.startsWith("__")) {
                problem.accept(path + name, "is no property here; there are " + String.join(", ", names()));
            }
        });
        properties.forEach((name, property) -> {
            if (property.required() && !values.containsKey(name)) {
                problem.accept(path + name, "is required and missing");
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static void check(Shape shape, String path, Object value, BiConsumer<String, String> problem) {
        if (value == Wire.UNKNOWN || shape instanceof Shape.Anything) {
            return;
        }
        var expected = "";
        if (shape instanceof Shape.Text && !(value instanceof String)) {
            expected = "a text";
        } else if (shape instanceof Shape.Whole && !(value instanceof Integer)) {
            expected = "a whole number";
        } else if (shape instanceof Shape.Decimal && !(value instanceof Number)) {
            expected = "a number";
        } else if (shape instanceof Shape.Truth && !(value instanceof Boolean)) {
            expected = "true or false";
        } else if (shape instanceof Shape.ListOf of) {
            if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    check(of.element(), path + "[" + i + "]", list.get(i), problem);
                }
            } else {
                expected = "a list";
            }
        } else if (shape instanceof Shape.MapOf of) {
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, one) -> check(of.value(), path + "." + key, one, problem));
            } else {
                expected = "a map";
            }
        } else if (shape instanceof Shape.ObjectOf of) {
            if (value instanceof Map<?, ?> object) {
                of(of.arguments()).check(path + ".", (Map<String, Object>) object, problem);
            } else {
                expected = "an object";
            }
        }
        if (!expected.isEmpty()) {
            // Not the value: it may be a secret.
            problem.accept(
                    path,
                    "must be " + expected + ", but is a " + value.getClass().getSimpleName());
        }
    }

    private static Shape shape(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new Shape.ListOf(shape(arguments[0]));
            }
            if (generic.getRawType() == Map.class) {
                return new Shape.MapOf(shape(arguments[1]));
            }
            if (generic.getRawType() == Output.class || generic.getRawType() == Either.class) {
                return shape(arguments[0]);
            }
            return new Shape.Anything();
        }
        if (type == String.class) {
            return new Shape.Text();
        }
        if (type == Integer.class) {
            return new Shape.Whole();
        }
        if (type == Double.class) {
            return new Shape.Decimal();
        }
        if (type == Boolean.class) {
            return new Shape.Truth();
        }
        if (type instanceof Class<?> other) {
            if (ResourceArgs.class.isAssignableFrom(other)) {
                return new Shape.ObjectOf(other);
            }
            if (Arrays.stream(other.getAnnotations()).anyMatch(EnumType.class::isInstance)) {
                return new Shape.Text();
            }
        }
        return new Shape.Anything();
    }
}
