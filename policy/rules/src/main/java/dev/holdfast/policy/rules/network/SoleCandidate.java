package dev.holdfast.policy.rules.network;

import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import java.util.List;

/**
 * What refers to a resource, where at a first preview neither the id is known nor what it was computed from, as with what
 * comes out of a component in another language. If the stack has only one resource of the type, an id that is unknown can
 * only be that one's: ids of other stacks' resources are known.
 */
public final class SoleCandidate {
    private SoleCandidate() {}

    /** As {@link PolicyStack#referring}, with that in mind. */
    public static List<PolicyResource> referring(PolicyStack stack, String type, String path, PolicyResource to) {
        if (stack.resources(to.type()).size() > 1 || !to.property("arn").isUnknown()) {
            return stack.referring(type, path, to);
        }
        return stack.resources(type).stream()
                .filter(one -> one.property(path).isUnknown()
                        || stack.referenced(one, path, to.type()).contains(to))
                .toList();
    }
}
