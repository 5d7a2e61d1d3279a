package dev.holdfast.policy.rules.ecs;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.Severity;
import java.util.List;

/** ECS-09. */
final class ContainerWithoutRoot extends ContainerRule {
    @Override
    public PolicyMetadata metadata() {
        return rule("ECS-09", "ecs-no-root", Severity.MEDIUM)
                .description("No container runs as root.")
                .why("A hole in the kernel or the runtime costs more when the process inside is root.")
                .mend("Set user to a number other than 0, such as 10001:10001.")
                .control(securityHub("ECS.20"))
                .build();
    }

    @Override
    List<String> problems(JsonNode container) {
        var user = container.path("user").asText("").split(":")[0];
        return when(user.isEmpty() || user.equals("root") || user.equals("0"), "runs as root");
    }
}
