package dev.holdfast.impact;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code --save-plan} wrote: the goals that the program has declared.
 *
 * @param goals what the program wants of each resource, by URN; what the update deletes has none
 */
record Plan(Map<String, Goal> goals) {
    /** What the program wants of a resource. */
    record Goal(boolean custom, boolean counts, References references) {}

    /** Of a preview that failed. */
    static final Plan NONE = new Plan(Map.of());

    /** @throws IllegalArgumentException if it is none */
    static Plan of(String json) {
        var goals = new LinkedHashMap<String, Goal>();
        for (var resource : Json.parse("the plan", json).path("resourcePlans").properties()) {
            var goal = resource.getValue().path("goal");
            if (goal.isObject()) {
                boolean custom = goal.path("custom").asBoolean();
                var counts = ResourceState.counts(resource.getKey(), Json.text(goal, "type"), custom);
                goals.put(resource.getKey(), new Goal(custom, counts, References.of(goal)));
            }
        }
        return new Plan(goals);
    }
}
