package dev.holdfast.operator.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.operator.Refused;
import java.util.Optional;

/**
 * The state of a stack, as {@code pulumi stack export} gives it: what is secret in it is encrypted, and stays so.
 *
 * @param text the whole of it, as it can be imported
 * @param deployment what is in it
 */
record StackState(String text, JsonNode deployment) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Marks a secret, in Pulumi's wire format; beside it stands the ciphertext, which each provider makes anew. */
    private static final String SECRET = "4dabf18193072939515e22adb298388d";

    static StackState of(String text) {
        return new StackState(text, json(text).path("deployment"));
    }

    /** What Pulumi printed. */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // Not the text itself: it may be a state.
            throw new Refused("what the Pulumi CLI printed is no JSON; update it with tools/pulumi/install");
        }
    }

    /** How many resources there are. */
    int resources() {
        return deployment.path("resources").size();
    }

    /** When the last update wrote it; empty for a stack that was only created. */
    String time() {
        return deployment.path("manifest").path("time").asText();
    }

    /** What was under way when an update was killed. */
    int pendingOperations() {
        return deployment.path("pending_operations").size();
    }

    /** Whether what is secret in it is encrypted with a passphrase. */
    boolean needsPassphrase() {
        return deployment.path("secrets_providers").path("type").asText().equals("passphrase");
    }

    /** What its secrets are encrypted with. */
    String secretsProvider() {
        var provider = deployment.path("secrets_providers");
        return provider.path("type").asText().equals("cloud")
                ? provider.path("state").path("url").asText()
                : provider.path("type").asText("nothing");
    }

    /** An output of the stack. */
    Optional<JsonNode> output(String name) {
        for (var resource : deployment.path("resources")) {
            if (resource.path("type").asText().equals("pulumi:pulumi:Stack")) {
                return Optional.ofNullable(resource.path("outputs").get(name));
            }
        }
        return Optional.empty();
    }

    /** Whether the other says the same of every resource, whatever either is encrypted with. */
    boolean holdsTheSameAs(StackState other) {
        return comparable(deployment).equals(comparable(other.deployment));
    }

    private static JsonNode comparable(JsonNode deployment) {
        var copy = deployment.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove("secrets_providers");
        }
        withoutCiphertexts(copy);
        return copy;
    }

    private static void withoutCiphertexts(JsonNode node) {
        if (node instanceof ObjectNode object && object.has(SECRET)) {
            object.remove("ciphertext");
        }
        node.forEach(StackState::withoutCiphertexts);
    }
}
