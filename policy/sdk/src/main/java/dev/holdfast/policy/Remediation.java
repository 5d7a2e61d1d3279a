package dev.holdfast.policy;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A resource that a rule may change before it is created or changed.
 *
 * <pre>{@code
 * public void remediate(Remediation remediation) {
 *     remediation.set("publiclyAccessible", false);
 * }
 * }</pre>
 */
public final class Remediation {
    private final PolicyResource resource;
    private final Value configuration;
    private final Map<String, Object> changed;

    @SuppressWarnings("unchecked")
    Remediation(PolicyResource resource, Value configuration) {
        this.resource = resource;
        this.configuration = configuration;
        this.changed =
                new LinkedHashMap<>((Map<String, Object>) resource.properties().raw());
    }

    /** The resource as it is. */
    public PolicyResource resource() {
        return resource;
    }

    /** The rule's own configuration. */
    public Value configuration() {
        return configuration;
    }

    /**
     * Gives a property another value; all others stay as they are, secret and unknown ones too.
     *
     * @param value text, number, boolean, list, map, {@link Value#secret(Object)}; null takes the property away
     */
    public void set(String property, Object value) {
        if (value == null) {
            changed.remove(property);
        } else {
            Wire.wire(value);
            changed.put(property, value);
        }
    }

    /** Whether anything is different now. */
    public boolean changesAnything() {
        return !Wire.wire(changed).equals(Wire.wire(resource.properties().raw()));
    }

    /** The resource as it would be. */
    public PolicyResource result() {
        return new PolicyResource(
                resource.urn(),
                resource.type(),
                resource.name(),
                Value.of("", changed),
                resource.options(),
                resource.provider(),
                resource.parent(),
                resource.dependencies(),
                resource.propertyDependencies());
    }
}
