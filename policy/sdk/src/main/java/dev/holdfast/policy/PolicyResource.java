package dev.holdfast.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A resource as the engine is about to create, change or keep it. In a {@link ResourcePolicy} its properties are the
 * inputs; in a {@link StackPolicy} the outputs, which hold the inputs as well.
 *
 * <pre>{@code
 * instance.property("backupRetentionPeriod").integer(0)
 * }</pre>
 *
 * @param urn its name in the whole stack
 * @param type Pulumi's token, {@code aws:rds/instance:Instance}
 * @param name as the program calls it
 * @param properties by name; see {@link Value}
 * @param options protection, ignored changes and the like
 * @param provider the URN, type and properties of its provider, where it has one of its own
 * @param parent the URN of what it belongs to; empty for the stack itself
 * @param dependencies the URNs of all that it is created after; empty in a resource policy
 * @param propertyDependencies by property, the URNs of what it was computed from; empty in a resource policy
 */
public record PolicyResource(
        String urn,
        String type,
        String name,
        Value properties,
        ResourceOptions options,
        Optional<Provider> provider,
        String parent,
        List<String> dependencies,
        Map<String, Set<String>> propertyDependencies) {

    /**
     * What talks to the cloud for a resource.
     *
     * @param properties its configuration; lists and objects in it are JSON text, as Pulumi keeps them
     */
    public record Provider(String urn, String type, String name, Value properties) {}

    public PolicyResource {
        dependencies = List.copyOf(dependencies);
        propertyDependencies = Map.copyOf(propertyDependencies);
    }

    /** A property, or what a path leads to in it: {@code "vpcConfig.subnetIds"}. */
    public Value property(String path) {
        return properties.at(path);
    }

    /**
     * Whether the program gives a property. Before an update, what AWS will compute by itself is unknown as well; what it
     * was computed from tells the two apart, in a {@link StackPolicy}.
     */
    public boolean gives(String property) {
        var value = properties.get(property);
        return value.isPresent() && (!value.isUnknown() || propertyDependencies.containsKey(property));
    }

    /** Type and name, as people say it: {@code aws:rds/instance:Instance::database}. */
    public String label() {
        return type + "::" + name;
    }

    /** The types of what it belongs to, from the outermost. */
    public List<String> parentTypes() {
        var parts = urn.split("::");
        if (parts.length < 4) {
            return List.of();
        }
        var types = List.of(parts[2].split("\\$"));
        return types.subList(0, types.size() - 1);
    }

    /** Whether it is a component, which exists in the program only. */
    public boolean isComponent() {
        return provider.isEmpty()
                && !type.startsWith("pulumi:providers:")
                && properties.get("id").isAbsent();
    }

    /** Of its URN alone, which no other has: all properties would take long. */
    @Override
    public int hashCode() {
        return urn.hashCode();
    }

    /** The stack that it belongs to. */
    public StackIdentity stack() {
        return StackIdentity.ofUrn(urn);
    }
}
