package dev.holdfast.policy.rules.ecs;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.Severity;
import java.util.List;

/** ECS-07. */
final class UnprivilegedContainer extends ContainerRule {
    @Override
    public PolicyMetadata metadata() {
        return rule("ECS-07", "ecs-unprivileged-container", Severity.HIGH)
                .description("No container is privileged.")
                .why("A privileged container is root of its host.")
                .mend("Leave privileged away.")
                .control(securityHub("ECS.4"))
                .control(checkov("CKV_AWS_334"))
                .build();
    }

    @Override
    List<String> problems(JsonNode container) {
        return when(container.path("privileged").asBoolean(), "is privileged");
    }
}
