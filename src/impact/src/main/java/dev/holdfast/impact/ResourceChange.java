package dev.holdfast.impact;

import java.util.List;

/**
 * A resource that an update changes.
 *
 * @param urn Pulumi's name of it
 * @param type Pulumi's token of its type, such as {@code aws:rds/instance:Instance}
 * @param name its name in the program
 * @param operation what happens to it
 * @param stateful whether its type holds state: {@link dev.holdfast.conventions.StatefulTypes}
 * @param before what protects it before the update
 * @param after what protects it afterwards
 * @param properties which of its inputs change, except for what is created or deleted as a whole
 */
public record ResourceChange(
        String urn,
        String type,
        String name,
        Operation operation,
        boolean stateful,
        Protection before,
        Protection after,
        List<PropertyChange> properties) {
    public ResourceChange {
        properties = List.copyOf(properties);
    }
}
