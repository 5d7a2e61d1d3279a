package dev.holdfast.impact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * A resource as the engine writes it in its state and its events, which have the same fields.
 *
 * @param id the provider's name of it; empty before it is created
 * @param custom whether a provider has it, and not only the program: components are not
 * @param pendingDelete whether it was replaced already, and only waits to be deleted
 * @param inputs secrets are still objects with Pulumi's signature: {@link Concealment}
 * @param secretOutputs the names of outputs that its type or the program makes secret
 * @param references the URNs that it depends on
 */
record ResourceState(
        String urn,
        String id,
        String type,
        boolean custom,
        boolean pendingDelete,
        boolean protect,
        boolean retainOnDelete,
        JsonNode inputs,
        JsonNode outputs,
        Set<String> secretOutputs,
        References references) {
    static ResourceState of(JsonNode node) {
        var secretOutputs = new TreeSet<String>();
        node.path("additionalSecretOutputs").forEach(name -> secretOutputs.add(name.asText()));
        return new ResourceState(
                Json.text(node, "urn"),
                Json.text(node, "id"),
                Json.text(node, "type"),
                node.path("custom").asBoolean(),
                node.path("delete").asBoolean(),
                node.path("protect").asBoolean(),
                node.path("retainOnDelete").asBoolean(),
                node.path("inputs"),
                node.path("outputs"),
                Set.copyOf(secretOutputs),
                References.of(node));
    }

    /** Whether it is something that a person would count. */
    boolean counts() {
        return counts(urn, type, custom);
    }

    /** Not a component, not the stack itself, no reference to another stack, and no provider that nobody declared. */
    static boolean counts(String urn, String type, boolean custom) {
        return custom
                && !type.startsWith("pulumi:pulumi:")
                && !(type.startsWith("pulumi:providers:") && urn.contains("::default"));
    }
}
