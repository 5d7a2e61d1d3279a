package dev.holdfast.policy.rules.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import java.util.List;

/** A rule about each container of a task definition. */
abstract class ContainerRule implements ResourcePolicy {
    @Override
    public final ResourceTypes types() {
        return ResourceTypes.of("aws:ecs/taskDefinition:TaskDefinition");
    }

    @Override
    public final void validate(PolicyResource task, Evaluation evaluation) {
        var definitions = task.property("containerDefinitions");
        if (definitions.isAbsent()) {
            return;
        }
        for (var container : definitions.json()) {
            problems(container)
                    .forEach(problem -> evaluation.violation(
                            "container " + container.path("name").asText("without a name") + " " + problem));
        }
    }

    /** What is wrong with a container, as ECS's API describes it. */
    abstract List<String> problems(JsonNode container);

    /** One problem, where there is one. */
    static List<String> when(boolean wrong, String problem) {
        return wrong ? List.of(problem) : List.of();
    }
}
