package dev.holdfast.policy;

import java.util.Map;

/**
 * The stack that is judged.
 *
 * <pre>{@code
 * PolicyMetadata.named("multi-az").level(stack -> stack.name().equals("prod") ? MANDATORY : ADVISORY)
 * }</pre>
 *
 * @param organization empty where the engine does not tell it: {@code pulumi policy analyze}
 * @param project the project's name; empty before the first resource in {@code pulumi policy analyze}
 * @param name the stack's name; empty before the first resource in {@code pulumi policy analyze}
 * @param configuration by its full key, such as {@code aws:region}, without secret values
 * @param tags the stack's tags
 * @param preview whether nothing is changed yet, so that what AWS computes may be unknown
 */
public record StackIdentity(
        String organization,
        String project,
        String name,
        Map<String, String> configuration,
        Map<String, String> tags,
        boolean preview) {

    /** Nothing is known of it yet. */
    public static final StackIdentity UNKNOWN = new StackIdentity("", "", "", Map.of(), Map.of(), false);

    public StackIdentity {
        configuration = Map.copyOf(configuration);
        tags = Map.copyOf(tags);
    }

    /** A stack of which no more is known. */
    public static StackIdentity named(String project, String name) {
        return new StackIdentity("", project, name, Map.of(), Map.of(), true);
    }

    /** The stack that a URN names, {@code urn:pulumi:<stack>::<project>::<types>::<name>}. */
    public static StackIdentity ofUrn(String urn) {
        var parts = urn.split("::", 3);
        return parts.length == 3 && parts[0].startsWith("urn:pulumi:")
                ? new StackIdentity("", parts[1], parts[0].substring("urn:pulumi:".length()), Map.of(), Map.of(), false)
                : UNKNOWN;
    }

    /** Whether the engine has told which stack it is. */
    public boolean known() {
        return !name.isEmpty();
    }
}
