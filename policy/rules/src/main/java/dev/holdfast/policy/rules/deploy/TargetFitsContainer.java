package dev.holdfast.policy.rules.deploy;

import static dev.holdfast.policy.rules.Rule.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.NotEvaluatedException;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import dev.holdfast.policy.Value;
import dev.holdfast.policy.rules.graph.Links;
import java.util.List;
import java.util.Optional;

/**
 * DEP-05. The load balancer sends to a port that the container has, and asks for its health there. Where it is not yet
 * known which target group is the service's, what is true of all of them is true of it.
 */
final class TargetFitsContainer implements StackPolicy {
    private static final String[] GROUPS = {"aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"};

    @Override
    public PolicyMetadata metadata() {
        return rule("DEP-05", "target-fits-container", Severity.HIGH)
                .description("A service's target group leads to a port of its container, and checks its health there.")
                .why("Tasks that never get healthy are replaced until the deployment fails.")
                .mend("Let loadBalancers name a container and a port of its portMappings; let the target group have"
                        + " targetType ip, and a health check of that port with a path that begins with /.")
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        var links = new Links(stack);
        var tasks = new Tasks(stack);
        evaluation.forEach(stack.resources(Tasks.SERVICE), service -> {
            for (var target : service.property("loadBalancers").elements()) {
                int port = target.get("containerPort").integer();
                group(links, service, target, port).ifPresent(problem -> evaluation.violation(service, problem));
                for (var definition : tasks.definition(service)) {
                    container(definition, target.get("containerName").string(), port)
                            .ifPresent(problem -> evaluation.violation(service, problem));
                }
            }
        });
    }

    private static Optional<String> container(PolicyResource definition, String name, int port) {
        for (var container : Tasks.containers(definition)) {
            if (container.path("name").asText().equals(name)) {
                for (JsonNode mapping : container.path("portMappings")) {
                    if (mapping.path("containerPort").asInt() == port) {
                        return Optional.empty();
                    }
                }
                return Optional.of("container " + name + " of " + definition.name() + " has no port " + port);
            }
        }
        return Optional.of(definition.name() + " has no container " + name);
    }

    private static Optional<String> group(Links links, PolicyResource service, Value target, int port) {
        var possible = links.possible(service, target.path() + ".targetGroupArn", GROUPS);
        var problems = possible.stream()
                .flatMap(group -> problem(group, port).stream())
                .toList();
        if (!problems.isEmpty() && problems.size() < possible.size()) {
            throw new NotEvaluatedException("it is not known before the update which target group is the service's");
        }
        return problems.stream().findFirst();
    }

    private static Optional<String> problem(PolicyResource group, int port) {
        var check = group.property("healthCheck");
        var asked = check.get("port").string("traffic-port");
        var path = check.get("path").string("/");
        if (!List.of("traffic-port", String.valueOf(port)).contains(asked)) {
            return Optional.of(group.name() + " asks port " + asked + " for its health, and sends to " + port);
        }
        if (!path.startsWith("/")) {
            return Optional.of(group.name() + " asks path " + path + " for its health; a path begins with /");
        }
        return group.property("targetType").string("instance").equals("ip")
                ? Optional.empty()
                : Optional.of(group.name() + " has targets of type "
                        + group.property("targetType").string("instance") + "; tasks of Fargate are of type ip");
    }
}
