package dev.holdfast.organization.guardrails;

import dev.holdfast.conventions.Tags;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the tags of every resource are written. AWS reports what differs, in the console's page of the tag policy; it
 * refuses nothing, because a tag is no reason to stop a deployment.
 */
final class TagKeys {
    private TagKeys() {}

    static Guardrail guardrail() {
        var tags = new TreeMap<String, Object>();
        for (var key : Tags.keys()) {
            tags.put(key, Map.of("tag_key", Map.of("@@assign", key)));
        }
        return Guardrail.of(
                "tags",
                PolicyType.TAG_POLICY,
                "Reports tags of which the key is written in another way",
                Guardrail.ROOT,
                Map.of("tags", tags));
    }
}
