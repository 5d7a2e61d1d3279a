package dev.holdfast.policy.rules.deploy;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import dev.holdfast.policy.rules.graph.WaysOut;
import java.util.ArrayList;
import java.util.List;

/**
 * DEP-04. From each of its subnets a task gets to Amazon ECR, S3 - where the layers of images are -, CloudWatch Logs and,
 * if it has secrets, Secrets Manager: through a NAT gateway, an internet gateway if it has a public address, or endpoints.
 */
final class TaskReachesAws implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("DEP-04", "task-reaches-aws", Severity.HIGH)
                .description("A task's network leads to the services of AWS that it needs to start.")
                .why("Without a way out no task starts, and ECS tells so only after minutes of trying.")
                .mend("Give the subnet's route table a route to a NAT gateway, or the VPC the endpoint that is missing;"
                        + " let the task's security group out at port 443.")
                .control(securityHub("EC2.55"))
                .control(securityHub("EC2.56"))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        var tasks = new Tasks(stack);
        var ways = new WaysOut(stack);
        evaluation.forEach(stack.resources(Tasks.SERVICE), service -> {
            var needed = new ArrayList<>(List.of("ecr.api", "ecr.dkr", "s3", "logs"));
            for (var definition : tasks.definition(service)) {
                if (Tasks.containers(definition).stream()
                        .anyMatch(container -> !container.path("secrets").isEmpty())) {
                    needed.add("secretsmanager");
                }
            }
            if (!ways.mayLeave(service, 443)) {
                evaluation.violation(service, "no security group of it lets anything out at port 443");
            }
            for (var subnet : ways.subnets(service)) {
                var missing = needed.stream()
                        .filter(name -> !ways.lead(service, subnet, name))
                        .toList();
                if (!missing.isEmpty()) {
                    evaluation.violation(
                            service,
                            service.name() + " -> " + subnet.name() + " -> nowhere: no route and no endpoint leads to "
                                    + String.join(", ", missing));
                }
            }
        });
    }
}
