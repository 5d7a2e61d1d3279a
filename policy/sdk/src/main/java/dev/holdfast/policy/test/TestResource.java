package dev.holdfast.policy.test;

import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyResource.Provider;
import dev.holdfast.policy.ResourceOptions;
import dev.holdfast.policy.StackIdentity;
import dev.holdfast.policy.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A resource of a {@link TestStack}, to be given properties and options one after the other.
 *
 * <pre>{@code
 * stack.add("aws:rds/instance:Instance", "database").set("multiAz", true).set("password", Value.secret("x")).protect();
 * }</pre>
 */
public final class TestResource {
    private final StackIdentity stack;
    private final String type;
    private final String name;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Map<String, Set<TestResource>> dependencies = new LinkedHashMap<>();
    private ResourceOptions options = ResourceOptions.NONE;
    private TestResource parent;
    private TestResource provider;

    TestResource(StackIdentity stack, String type, String name) {
        this.stack = stack;
        this.type = type;
        this.name = name;
    }

    /**
     * Gives it a property.
     *
     * @param value text, number, boolean, list, map, {@link Value#UNKNOWN}, {@link Value#secret(Object)}; null takes it
     *     away
     */
    public TestResource set(String property, Object value) {
        if (value == null) {
            properties.remove(property);
        } else {
            properties.put(property, value);
        }
        return this;
    }

    /** A property that is unknown, and computed from others, as at a first preview: one of them as text, more as list. */
    public TestResource refersTo(String property, TestResource... others) {
        return set(
                        property,
                        others.length == 1
                                ? Value.UNKNOWN
                                : Arrays.stream(others)
                                        .map(other -> Value.UNKNOWN)
                                        .toList())
                .dependsOn(property, others);
    }

    /** A list of one unknown element that is computed from another resource. */
    public TestResource refersToOnly(String property, TestResource other) {
        return set(property, List.of(Value.UNKNOWN)).dependsOn(property, other);
    }

    /** A property is computed from others, whatever its value. */
    public TestResource dependsOn(String property, TestResource... others) {
        for (var other : others) {
            dependencies.computeIfAbsent(property, key -> new LinkedHashSet<>()).add(other);
        }
        return this;
    }

    /** Protected from deletion by Pulumi. */
    public TestResource protect() {
        options = options.protectedFromDeletion();
        return this;
    }

    /** Its options, all of them. */
    public TestResource options(ResourceOptions options) {
        this.options = options;
        return this;
    }

    /** It belongs to another resource. */
    public TestResource parent(TestResource parent) {
        this.parent = parent;
        return this;
    }

    /** Another resource, of a type {@code pulumi:providers:...}, is its provider. */
    public TestResource provider(TestResource provider) {
        this.provider = provider;
        return this;
    }

    /** As the engine names it: with the types of what it belongs to. */
    public String urn() {
        return "urn:pulumi:" + stack.name() + "::" + stack.project() + "::" + types() + "::" + name;
    }

    private String types() {
        return parent == null || parent.type.equals("pulumi:pulumi:Stack") ? type : parent.types() + "$" + type;
    }

    /** As a stack policy sees it. */
    PolicyResource resource() {
        var origins = new LinkedHashMap<String, Set<String>>();
        dependencies.forEach((property, others) -> origins.put(
                property, others.stream().map(TestResource::urn).collect(Collectors.toCollection(LinkedHashSet::new))));
        return resource(origins);
    }

    /** As a resource policy sees it: the engine does not tell it what the properties were computed from. */
    PolicyResource declared() {
        return resource(Map.of());
    }

    private PolicyResource resource(Map<String, Set<String>> origins) {
        return new PolicyResource(
                urn(),
                type,
                name,
                Value.of("", Map.copyOf(properties)),
                options,
                Optional.ofNullable(provider)
                        .map(other -> new Provider(
                                other.urn(), other.type, other.name, Value.of("", Map.copyOf(other.properties)))),
                parent == null ? "" : parent.urn(),
                origins.values().stream().flatMap(Set::stream).distinct().toList(),
                origins);
    }
}
