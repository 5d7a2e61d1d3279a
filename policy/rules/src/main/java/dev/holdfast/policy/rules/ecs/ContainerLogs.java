package dev.holdfast.policy.rules.ecs;

import static dev.holdfast.policy.rules.Rule.prowler;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.Severity;
import java.util.List;

/** ECS-10. */
final class ContainerLogs extends ContainerRule {
    @Override
    public PolicyMetadata metadata() {
        return rule("ECS-10", "ecs-logs", Severity.MEDIUM)
                .description("Each container logs to CloudWatch, and goes on when CloudWatch does not answer.")
                .why(
                        "Without logs nobody learns why it stopped; a driver that blocks stops the program when logs cannot be written.")
                .mend("Set logConfiguration with logDriver awslogs and the option mode to non-blocking.")
                .control(securityHub("ECS.9"))
                .control(prowler("ecs_task_definitions_logging_block_mode"))
                .build();
    }

    @Override
    List<String> problems(JsonNode container) {
        var logs = container.path("logConfiguration");
        if (!logs.path("logDriver").asText("").equals("awslogs")) {
            return List.of("does not log to CloudWatch");
        }
        return when(
                !logs.path("options").path("mode").asText("").equals("non-blocking"),
                "stops when logs cannot be written");
    }
}
