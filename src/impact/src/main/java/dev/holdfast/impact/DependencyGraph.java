package dev.holdfast.impact;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who depends on whom: by a property, by {@code dependsOn}, through its provider, or as the child of a resource. What a
 * component is made of reaches the component, and through it whoever depends on that; the children of a component do not
 * reach each other.
 */
final class DependencyGraph {
    private final Map<String, Set<String>> dependants = new HashMap<>();
    private final Map<String, Boolean> custom = new HashMap<>();
    private final Set<String> counted = new HashSet<>();

    /**
     * Of the state, and of the plan: what an update creates depends on something as well.
     *
     * @param plan {@link Plan#NONE}, where the preview failed
     */
    DependencyGraph(StateExport state, Plan plan) {
        state.resources().values().forEach(resource -> node(resource.urn(), resource.custom(), resource.counts()));
        plan.goals().forEach((urn, goal) -> node(urn, goal.custom(), goal.counts()));
        state.resources().values().forEach(resource -> edges(resource.urn(), resource.references()));
        plan.goals().forEach((urn, goal) -> edges(urn, goal.references()));
    }

    /**
     * Everything that depends on a resource, with the shortest way to it, nearest first.
     *
     * @param changed the URNs of what the plan changes
     */
    List<Ripple.Reached> reachedFrom(String urn, Set<String> changed) {
        var ways = new LinkedHashMap<String, List<String>>();
        ways.put(urn, List.of(urn));
        var next = new ArrayDeque<>(List.of(urn));
        while (!next.isEmpty()) {
            var from = next.remove();
            for (var dependant : dependants.getOrDefault(from, Set.of())) {
                if (!ways.containsKey(dependant)) {
                    var way = new ArrayList<>(ways.get(from));
                    way.add(dependant);
                    ways.put(dependant, List.copyOf(way));
                    next.add(dependant);
                }
            }
        }
        ways.remove(urn);
        return ways.entrySet().stream()
                .filter(way -> counted.contains(way.getKey()))
                .map(way -> new Ripple.Reached(way.getKey(), way.getValue(), changed.contains(way.getKey())))
                .toList();
    }

    private void node(String urn, boolean isCustom, boolean counts) {
        custom.put(urn, isCustom);
        if (counts) {
            counted.add(urn);
        }
    }

    private void edges(String urn, References references) {
        references.dependencies().stream().sorted().forEach(dependency -> edge(dependency, urn));
        var parent = references.parent();
        if (custom.getOrDefault(parent, false)) {
            edge(parent, urn);
        } else if (!parent.isEmpty() && !parent.contains("::" + EngineEvents.STACK + "::")) {
            edge(urn, parent);
        }
    }

    private void edge(String from, String to) {
        if (!from.equals(to)) {
            dependants.computeIfAbsent(from, urn -> new LinkedHashSet<>()).add(to);
        }
    }
}
