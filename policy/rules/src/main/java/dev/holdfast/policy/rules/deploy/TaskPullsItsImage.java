package dev.holdfast.policy.rules.deploy;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import java.util.List;
import java.util.regex.Pattern;

/** DEP-01. The role that ECS starts a task with may pull each image from Amazon ECR, be it another account's. */
final class TaskPullsItsImage implements StackPolicy {
    private static final Pattern ECR =
            Pattern.compile("(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com/([^:@]+).*");

    @Override
    public PolicyMetadata metadata() {
        return rule("DEP-01", "task-pulls-its-image", Severity.HIGH)
                .description("The execution role of a task may pull the task's images.")
                .why("Without it no task starts, and ECS tries for as long as the deployment waits.")
                .mend("Allow the execution role ecr:GetAuthorizationToken, and ecr:BatchGetImage and"
                        + " ecr:GetDownloadUrlForLayer on the repository.")
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        var tasks = new Tasks(stack);
        evaluation.forEach(stack.resources(Tasks.SERVICE), service -> {
            for (var definition : tasks.definition(service)) {
                for (var container : Tasks.containers(definition)) {
                    var image = ECR.matcher(container.path("image").asText());
                    if (!image.matches()) {
                        continue;
                    }
                    var repository =
                            "arn:aws:ecr:" + image.group(2) + ":" + image.group(1) + ":repository/" + image.group(3);
                    var permissions = tasks.ofExecution(definition);
                    if (!permissions.allow("ecr:GetAuthorizationToken", "*")) {
                        evaluation.violation(service, permissions.role() + " may not ecr:GetAuthorizationToken");
                    }
                    for (var action : List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")) {
                        if (!permissions.allow(action, repository)) {
                            evaluation.violation(
                                    service,
                                    service.name() + " -> " + definition.name() + " -> " + permissions.role()
                                            + " may not " + action + " on " + repository);
                        }
                    }
                }
            }
        });
    }
}
