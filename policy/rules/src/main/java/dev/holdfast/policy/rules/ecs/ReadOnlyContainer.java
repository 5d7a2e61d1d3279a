package dev.holdfast.policy.rules.ecs;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.Severity;
import java.util.List;

/** ECS-08. */
final class ReadOnlyContainer extends ContainerRule {
    @Override
    public PolicyMetadata metadata() {
        return rule("ECS-08", "ecs-read-only-container", Severity.MEDIUM)
                .description("No container writes to its own file system.")
                .why("Who breaks in then has nowhere to put a program.")
                .mend(
                        "Set readonlyRootFilesystem to true, and mount a tmpfs or a volume where the program has to write.")
                .control(securityHub("ECS.5"))
                .control(checkov("CKV_AWS_336"))
                .build();
    }

    @Override
    List<String> problems(JsonNode container) {
        return when(!container.path("readonlyRootFilesystem").asBoolean(), "writes to its file system");
    }
}
