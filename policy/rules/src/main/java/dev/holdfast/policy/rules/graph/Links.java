package dev.holdfast.policy.rules.graph;

import dev.holdfast.policy.NotEvaluatedException;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What refers to what, also at a first preview. Pulumi's Java SDK remembers what an unknown id was computed from, but not
 * an unknown ARN, nor an output of a remote component. Where the engine tells nothing at all about an unknown reference,
 * it leads to the only resource of its type that the innermost component around declares, if there is just one.
 */
public final class Links {
    private final PolicyStack stack;

    public Links(PolicyStack stack) {
        this.stack = stack;
    }

    /** The stack in which references are followed. */
    public PolicyStack stack() {
        return stack;
    }

    /**
     * The one resource that a property refers to.
     *
     * @return none if it is absent, or is none of this stack
     * @throws NotEvaluatedException if it may be one of several
     */
    public Optional<PolicyResource> one(PolicyResource from, String path, String... types) {
        try {
            return stack.reference(from, path, types);
        } catch (NotEvaluatedException undecided) {
            var possible = possible(from, path, types);
            if (possible.size() == 1) {
                return Optional.of(possible.get(0));
            }
            throw undecided;
        }
    }

    /** Those that a property may refer to: one if that is certain, all that come into question if it is not. */
    public List<PolicyResource> possible(PolicyResource from, String path, String... types) {
        try {
            return stack.referenced(from, path, types);
        } catch (NotEvaluatedException undecided) {
            var origins = origins(from, path, types);
            return origins.isEmpty() ? around(from, types) : origins;
        }
    }

    /** The role that a property refers to; a property that waits for a role's policy is computed from the policy. */
    public Optional<PolicyResource> role(PolicyResource from, String path) {
        var value = from.property(path);
        if (!value.isUnknown()) {
            return stack.reference(from, path, "aws:iam/role:Role");
        }
        var roles = new LinkedHashSet<PolicyResource>();
        dependencies(from, path)
                .forEach(urn -> stack.resource(urn).ifPresent(origin -> {
                    if (origin.type().equals("aws:iam/role:Role")) {
                        roles.add(origin);
                    } else if (origin.type().startsWith("aws:iam/rolePolic")) {
                        roles.addAll(stack.referenced(origin, "role", "aws:iam/role:Role"));
                    }
                }));
        return roles.size() == 1 ? roles.stream().findFirst() : one(from, path, "aws:iam/role:Role");
    }

    private List<PolicyResource> origins(PolicyResource from, String path, String... types) {
        return dependencies(from, path).stream()
                .flatMap(urn -> stack.resource(urn).stream())
                .filter(origin -> Set.of(types).contains(origin.type()))
                .toList();
    }

    private List<PolicyResource> around(PolicyResource from, String... types) {
        for (var parent = stack.parent(from); parent.isPresent(); parent = stack.parent(parent.get())) {
            var within = stack.descendants(parent.get()).stream()
                    .filter(one -> Set.of(types).contains(one.type()))
                    .toList();
            if (!within.isEmpty()) {
                return within;
            }
        }
        return stack.resources(types);
    }

    private static Set<String> dependencies(PolicyResource from, String path) {
        return from.propertyDependencies().getOrDefault(path.split("[.\\[]")[0], Set.of());
    }
}
