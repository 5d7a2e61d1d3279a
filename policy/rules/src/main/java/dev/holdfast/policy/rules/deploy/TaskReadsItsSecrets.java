package dev.holdfast.policy.rules.deploy;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import java.util.Arrays;
import java.util.stream.Collectors;

/** DEP-02. The role that ECS starts a task with may read each secret and parameter, and decrypt it where it has a key. */
final class TaskReadsItsSecrets implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("DEP-02", "task-reads-its-secrets", Severity.HIGH)
                .description("The execution role of a task may read the secrets that the task is given.")
                .why("Without it no task starts: ResourceInitializationError, for each task anew.")
                .mend(
                        "Allow the execution role secretsmanager:GetSecretValue on the secret's ARN, or ssm:GetParameters on"
                                + " the parameter's, and kms:Decrypt on its key.")
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        var tasks = new Tasks(stack);
        evaluation.forEach(stack.resources(Tasks.SERVICE), service -> {
            for (var definition : tasks.definition(service)) {
                for (var container : Tasks.containers(definition)) {
                    for (var secret : container.path("secrets")) {
                        read(
                                stack,
                                tasks.ofExecution(definition),
                                service,
                                secret.path("valueFrom").asText(),
                                evaluation);
                    }
                }
            }
        });
    }

    private static void read(
            PolicyStack stack, Permissions permissions, PolicyResource service, String from, Evaluation evaluation) {
        if (!from.startsWith("arn:")) {
            // A parameter of the same account by its name: its ARN is not told.
            return;
        }
        // After the seventh colon: a key of the secret's JSON, a stage and a version.
        var arn = Arrays.stream(from.split(":")).limit(7).collect(Collectors.joining(":"));
        var isSecret = arn.contains(":secretsmanager:");
        var action = isSecret ? "secretsmanager:GetSecretValue" : "ssm:GetParameters";
        if (!permissions.allow(action, isSecret ? arn : from)) {
            evaluation.violation(service, permissions.role() + " may not " + action + " on " + arn);
        }
        for (var secret : stack.resources("aws:secretsmanager/secret:Secret")) {
            if (arn.equals(secret.property("arn").raw())
                    && secret.property("kmsKeyId").isPresent()) {
                for (var key : stack.referenced(secret, "kmsKeyId", "aws:kms/key:Key")) {
                    if (!permissions.allow("kms:Decrypt", key.property("arn").string())) {
                        evaluation.violation(
                                service,
                                permissions.role() + " may not kms:Decrypt with " + key.name() + ", the key of "
                                        + secret.name());
                    }
                }
            }
        }
    }
}
