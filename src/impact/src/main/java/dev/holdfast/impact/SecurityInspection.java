package dev.holdfast.impact;

import dev.holdfast.impact.security.Compared;
import dev.holdfast.impact.security.Referents;
import dev.holdfast.impact.security.SecurityChanges;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives what a plan changes to the inspections of package {@code security}, with names for the ids in it. */
final class SecurityInspection {
    private SecurityInspection() {}

    static List<SecurityChange> of(List<PlannedResource> planned, StateExport state, Plan plan) {
        return SecurityChanges.of(
                planned.stream()
                        // What Pulumi forgets stays as it is.
                        .filter(resource -> resource.operation() != Operation.FORGET)
                        .map(resource -> compared(resource, plan))
                        .toList(),
                Referents.of(names(state)));
    }

    private static Compared compared(PlannedResource resource, Plan plan) {
        var origins = new HashMap<String, String>();
        var goal = plan.goals().get(resource.step().urn());
        if (goal != null) {
            goal.references()
                    .origins()
                    .forEach((property, urn) ->
                            origins.put(property, ResourceLabel.of(urn).name()));
        }
        return new Compared(
                resource.step().urn(),
                resource.step().type(),
                resource.inputsBefore(),
                resource.inputsAfter(),
                origins);
    }

    private static Map<String, String> names(StateExport state) {
        var names = new HashMap<String, String>();
        for (var resource : state.resources().values()) {
            var name = ResourceLabel.of(resource.urn()).name();
            for (var id : List.of(resource.id(), Json.text(resource.outputs(), "arn"))) {
                if (!id.isEmpty()) {
                    names.put(id, name);
                }
            }
        }
        return names;
    }
}
