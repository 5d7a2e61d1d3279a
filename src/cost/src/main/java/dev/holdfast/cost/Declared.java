package dev.holdfast.cost;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource as a program registers it.
 *
 * @param type Pulumi's token, such as {@code aws:rds/instance:Instance}
 * @param name its name in the program
 * @param inputs its properties as they go to the provider
 */
public record Declared(String type, String name, Map<String, Object> inputs) {
    Optional<String> text(String property) {
        return Optional.ofNullable(inputs.get(property)).map(Object::toString);
    }

    boolean flag(String property) {
        return Boolean.TRUE.equals(inputs.get(property));
    }

    double number(String property, double byDefault) {
        return inputs.get(property) instanceof Number number ? number.doubleValue() : byDefault;
    }

    /** How many entries a list has; none where there is no list. */
    int count(String property) {
        return inputs.get(property) instanceof List<?> list ? list.size() : 0;
    }

    /** The entries of a list of objects. */
    List<Map<?, ?>> objects(String property) {
        return inputs.get(property) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .<Map<?, ?>>map(entry -> (Map<?, ?>) entry)
                        .toList()
                : List.of();
    }
}
