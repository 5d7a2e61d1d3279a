package dev.holdfast.policy.rules.deploy;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import java.util.List;

/** DEP-03. The log group of each container is declared, and the role that ECS starts the task with may write to it. */
final class TaskWritesItsLogs implements StackPolicy {
    private static final String GROUP = "aws:cloudwatch/logGroup:LogGroup";

    @Override
    public PolicyMetadata metadata() {
        return rule("DEP-03", "task-writes-its-logs", Severity.HIGH)
                .description("The log groups of a task exist, and its execution role may write to them.")
                .why("Without it no task starts; the message about it is only in the task that stopped.")
                .mend(
                        "Declare the log group, and allow the execution role logs:CreateLogStream and logs:PutLogEvents on"
                                + " its streams.")
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        var tasks = new Tasks(stack);
        evaluation.forEach(stack.resources(Tasks.SERVICE), service -> {
            for (var definition : tasks.definition(service)) {
                for (var container : Tasks.containers(definition)) {
                    var log = container.path("logConfiguration");
                    if (log.path("logDriver").asText().equals("awslogs")) {
                        var options = log.path("options");
                        write(
                                stack,
                                tasks.ofExecution(definition),
                                service,
                                options.path("awslogs-group").asText(),
                                options.path("awslogs-create-group").asText().equals("true"),
                                evaluation);
                    }
                }
            }
        });
    }

    private static void write(
            PolicyStack stack,
            Permissions permissions,
            PolicyResource service,
            String name,
            boolean created,
            Evaluation evaluation) {
        var group = stack.resources(GROUP).stream()
                .filter(one -> one.property("name").isUnknown()
                        || one.property("name").string("").equals(name))
                .findFirst();
        if (group.isEmpty() && !created) {
            evaluation.violation(service, "log group " + name + " is not declared");
            return;
        }
        var arn = group.map(one -> one.property("arn").raw())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .orElse("arn:aws:logs:*:*:log-group:" + name);
        for (var action : List.of("logs:CreateLogStream", "logs:PutLogEvents")) {
            if (!permissions.allow(action, arn + ":log-stream:task")) {
                evaluation.violation(service, permissions.role() + " may not " + action + " to " + name);
            }
        }
    }
}
