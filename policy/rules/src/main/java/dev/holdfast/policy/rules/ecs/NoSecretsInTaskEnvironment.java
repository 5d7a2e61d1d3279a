package dev.holdfast.policy.rules.ecs;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.Severity;
import java.util.ArrayList;
import java.util.List;

/** ECS-11. */
final class NoSecretsInTaskEnvironment extends ContainerRule {
    @Override
    public PolicyMetadata metadata() {
        return rule("ECS-11", "ecs-no-plain-secrets", Severity.HIGH)
                .description("No container gets a secret as a plain variable.")
                .why(
                        "Whoever may describe the task definition reads it, and it stays in every revision and in the state.")
                .mend("Put the secret into Secrets Manager, and name it in the container's secrets.")
                .control(securityHub("ECS.8"))
                .build();
    }

    @Override
    List<String> problems(JsonNode container) {
        var problems = new ArrayList<String>();
        for (var variable : container.path("environment")) {
            var name = variable.path("name").asText();
            if (PlainSecret.isName(name)
                    || PlainSecret.isValue(variable.path("value").asText())) {
                problems.add("has the secret " + name + " in plain text");
            }
        }
        return problems;
    }
}
