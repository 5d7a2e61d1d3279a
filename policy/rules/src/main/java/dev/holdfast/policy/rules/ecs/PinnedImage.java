package dev.holdfast.policy.rules.ecs;

import static dev.holdfast.policy.rules.Rule.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.Levels;
import java.util.List;
import java.util.regex.Pattern;

/** ECS-12. */
final class PinnedImage extends ContainerRule {
    private static final Pattern PINNED = Pattern.compile(
            "\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[^:@]+(:[^@]+)?@sha256:[0-9a-f]{64}");

    @Override
    public PolicyMetadata metadata() {
        return rule("ECS-12", "ecs-pinned-image", Severity.MEDIUM)
                .description("Each image is of a registry in ECR, and named by its digest.")
                .why("A tag, or another registry, can hold another image tomorrow: what was tested is not what runs.")
                .mend("Name the image as <account>.dkr.ecr.<region>.amazonaws.com/<repository>@sha256:<digest>.")
                .level(Levels::whereKept)
                .build();
    }

    @Override
    List<String> problems(JsonNode container) {
        return when(
                !PINNED.matcher(container.path("image").asText("")).matches(),
                "has an image without a digest, or not from ECR");
    }
}
