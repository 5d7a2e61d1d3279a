package dev.holdfast.impact;

import dev.holdfast.conventions.StatefulTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a plan does to each resource, from the steps of the engine.
 *
 * @param all stateful resources first, then what loses most
 * @param planned the same, in the order of the plan, with all their inputs
 * @param unchanged how many resources stay as they are
 */
record ResourceChanges(List<ResourceChange> all, List<PlannedResource> planned, int unchanged) {
    private static final List<Operation> WORST_FIRST = List.of(
            Operation.DELETE,
            Operation.REPLACE,
            Operation.FORGET,
            Operation.UPDATE,
            Operation.IMPORT,
            Operation.CREATE);

    static ResourceChanges of(EngineEvents events, StateExport state) {
        var planned = new ArrayList<PlannedResource>();
        int unchanged = 0;
        for (var steps : events.byResource().values()) {
            if (!steps.get(0).either().counts()) {
                continue;
            }
            var resource = PlannedResource.of(steps, state);
            resource.ifPresent(planned::add);
            if (resource.isEmpty() && steps.stream().anyMatch(step -> step.op().equals("same"))) {
                unchanged++;
            }
        }
        var all = planned.stream()
                .map(ResourceChanges::change)
                .sorted(Comparator.comparing((ResourceChange change) -> !change.stateful())
                        .thenComparing(change -> WORST_FIRST.indexOf(change.operation())))
                .toList();
        return new ResourceChanges(all, List.copyOf(planned), unchanged);
    }

    private static ResourceChange change(PlannedResource planned) {
        var step = planned.step();
        var properties = new ArrayList<PropertyChange>();
        if (planned.before().isPresent() && planned.after().isPresent()) {
            PropertyChanges.options(planned.before().get(), planned.after().get())
                    .forEach(properties::add);
            properties.addAll(PropertyChanges.of(step, planned.inputsBefore(), planned.inputsAfter()));
        }
        return new ResourceChange(
                step.urn(),
                step.type(),
                ResourceLabel.of(step.urn()).name(),
                planned.operation(),
                StatefulTypes.contains(step.type()),
                PlannedResource.protection(planned.before()),
                PlannedResource.protection(planned.after()),
                properties);
    }
}
