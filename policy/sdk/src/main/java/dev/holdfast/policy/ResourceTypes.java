package dev.holdfast.policy;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The types of resources that a rule is about, as tokens or as the classes of a Pulumi SDK.
 *
 * <pre>{@code
 * ResourceTypes.of("aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance")
 * ResourceTypes.of(com.pulumi.aws.rds.Instance.class)
 * }</pre>
 *
 * @param tokens the types; empty for all
 */
public record ResourceTypes(Set<String> tokens) {
    private static final String ANNOTATION = "com.pulumi.core.annotations.ResourceType";

    /** Every resource, components and providers included. */
    public static final ResourceTypes ALL = new ResourceTypes(Set.of());

    public ResourceTypes {
        tokens = Set.copyOf(tokens);
    }

    /** By token. */
    public static ResourceTypes of(String... tokens) {
        if (tokens.length == 0) {
            throw new IllegalArgumentException("no type is given; every resource is ResourceTypes.ALL");
        }
        return new ResourceTypes(new LinkedHashSet<>(Arrays.asList(tokens)));
    }

    /**
     * By the class of an SDK, which names its type in an annotation.
     *
     * @throws IllegalArgumentException if it has none
     */
    public static ResourceTypes of(Class<?>... resources) {
        return of(Arrays.stream(resources).map(ResourceTypes::token).toArray(String[]::new));
    }

    /** Whether a resource of this type is meant. */
    public boolean contains(String type) {
        return tokens.isEmpty() || tokens.contains(type);
    }

    private static String token(Class<?> resource) {
        for (var annotation : resource.getAnnotations()) {
            if (annotation.annotationType().getName().equals(ANNOTATION)) {
                return read(annotation);
            }
        }
        throw new IllegalArgumentException(
                resource.getName() + " is no resource of a Pulumi SDK: it has no @ResourceType;"
                        + " give its type as text, such as aws:rds/instance:Instance");
    }

    private static String read(Annotation annotation) {
        try {
            return (String) annotation.annotationType().getMethod("type").invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(annotation + " has no type", e);
        }
    }
}
