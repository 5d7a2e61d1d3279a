package dev.holdfast.policy.rules.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.rules.graph.Links;
import java.util.ArrayList;
import java.util.List;

/** What the tasks of services are made of. */
final class Tasks {
    static final String SERVICE = "aws:ecs/service:Service";

    private static final String DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

    private final Links links;

    Tasks(PolicyStack stack) {
        links = new Links(stack);
    }

    /** The definition of a service's tasks; none if it is of another stack. */
    List<PolicyResource> definition(PolicyResource service) {
        return links.one(service, "taskDefinition", DEFINITION).stream().toList();
    }

    /** The containers of a definition. */
    static List<JsonNode> containers(PolicyResource definition) {
        var containers = new ArrayList<JsonNode>();
        definition.property("containerDefinitions").json().forEach(containers::add);
        return containers;
    }

    /** What the role may do that ECS starts tasks of a definition with. */
    Permissions ofExecution(PolicyResource definition) {
        return links.role(definition, "executionRoleArn")
                .map(role -> Permissions.of(links.stack(), role))
                .orElse(Permissions.NOBODYS);
    }
}
