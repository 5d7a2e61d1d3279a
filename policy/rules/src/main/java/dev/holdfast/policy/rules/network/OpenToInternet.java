package dev.holdfast.policy.rules.network;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import java.util.Optional;

/** SG-01. */
final class OpenToInternet implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("SG-01", "sg-open-to-internet", Severity.HIGH)
                .description(
                        "Only the security group of a load balancer is open to the internet, on ports 80 and 443 only.")
                .why("Everything else is reached through the load balancer and its firewall, or from inside.")
                .mend("Name a security group as source, referencedSecurityGroupId, instead of addresses.")
                .control(securityHub("EC2.18"))
                .control(securityHub("EC2.19"))
                .control(checkov("CKV_AWS_260"))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(stack.resources(Traffic.GROUP, Traffic.RULE, Traffic.INGRESS), resource -> {
            for (var traffic : Traffic.of(resource)) {
                if (!traffic.incoming() || !traffic.isAnywhere()) {
                    continue;
                }
                if (!traffic.isOnly(80) && !traffic.isOnly(443)) {
                    evaluation.violation(
                            resource, traffic.label() + " is open to the internet on other ports than 80 and 443");
                } else if (!isOfLoadBalancer(stack, group(stack, resource))) {
                    evaluation.violation(resource, traffic.label() + " opens to the internet what is no load balancer");
                }
            }
        });
    }

    private static Optional<PolicyResource> group(PolicyStack stack, PolicyResource resource) {
        return resource.type().equals(Traffic.GROUP)
                ? Optional.of(resource)
                : stack.reference(resource, "securityGroupId", Traffic.GROUP);
    }

    private static boolean isOfLoadBalancer(PolicyStack stack, Optional<PolicyResource> group) {
        return stack.resources("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer").stream()
                .flatMap(balancer -> stack.referenced(balancer, "securityGroups", Traffic.GROUP).stream())
                .anyMatch(one -> group.filter(one::equals).isPresent());
    }
}
