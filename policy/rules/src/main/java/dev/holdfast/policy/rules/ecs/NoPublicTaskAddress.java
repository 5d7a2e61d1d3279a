package dev.holdfast.policy.rules.ecs;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.prowler;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;

/** ECS-02. */
final class NoPublicTaskAddress implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("ECS-02", "ecs-no-public-address", Severity.HIGH)
                .description("Tasks have no public address.")
                .why("A task with a public address can be reached past the load balancer and its firewall.")
                .mend("Leave networkConfiguration.assignPublicIp away, or set it to false.")
                .control(securityHub("ECS.2"))
                .control(checkov("CKV_AWS_333"))
                .control(prowler("ecs_service_no_assign_public_ip"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ecs/service:Service");
    }

    @Override
    public void validate(PolicyResource service, Evaluation evaluation) {
        if (service.property("networkConfiguration.assignPublicIp").isTrue()) {
            evaluation.violation("assignPublicIp is on");
        }
    }
}
