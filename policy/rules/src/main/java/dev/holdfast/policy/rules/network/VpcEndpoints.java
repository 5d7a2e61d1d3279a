package dev.holdfast.policy.rules.network;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import java.util.List;

/** VPC-04. */
final class VpcEndpoints implements StackPolicy {
    private static final List<String> WITH_NAT = List.of("s3");
    private static final List<String> WITHOUT_NAT = List.of("s3", "ecr.api", "ecr.dkr", "logs", "secretsmanager");

    @Override
    public PolicyMetadata metadata() {
        return rule("VPC-04", "vpc-endpoints", Severity.MEDIUM)
                .description(
                        "Where tasks run, S3 is reached through an endpoint; without NAT gateways so are images, logs and secrets.")
                .why(
                        "Layers of images are in S3: through a NAT gateway they cost by the gigabyte, and without a way to them a task does not start.")
                .mend("Add a VpcEndpoint for each service that is named.")
                .control(securityHub("EC2.55"))
                .control(securityHub("EC2.56"))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        if (stack.resources("aws:ecs/service:Service").isEmpty()) {
            return;
        }
        var needed = stack.resources("aws:ec2/natGateway:NatGateway").isEmpty() ? WITHOUT_NAT : WITH_NAT;
        evaluation.forEach(stack.resources("aws:ec2/vpc:Vpc"), vpc -> {
            var services = SoleCandidate.referring(stack, "aws:ec2/vpcEndpoint:VpcEndpoint", "vpcId", vpc).stream()
                    .map(endpoint -> endpoint.property("serviceName").string())
                    .toList();
            needed.stream()
                    .filter(name -> services.stream().noneMatch(service -> service.endsWith("." + name)))
                    .forEach(name -> evaluation.violation(vpc, "has no endpoint for " + name));
        });
    }
}
