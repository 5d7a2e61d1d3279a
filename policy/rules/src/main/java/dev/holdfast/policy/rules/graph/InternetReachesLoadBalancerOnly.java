package dev.holdfast.policy.rules.graph;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;

/**
 * REACH-01. No security group of a service, function, database, cache or instance lets addresses of the internet in. It
 * does not matter whether a route leads there today: the next one would open it. What only a load balancer passes on is
 * what it is there for, and no way of the internet.
 */
final class InternetReachesLoadBalancerOnly implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("REACH-01", "internet-reaches-load-balancer-only", Severity.CRITICAL)
                .description("The internet's addresses are let in by the load balancer, and by nothing else.")
                .why("What is reached around the load balancer is reached without TLS, the web ACL and the access log.")
                .mend("Let the rule that the path names have the load balancer's security group as its source.")
                .control(securityHub("EC2.18"))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        var nodes = new Nodes(stack);
        evaluation.forEach(
                nodes.all().stream().filter(node -> !Nodes.isLoadBalancer(node)).toList(), node -> {
                    for (var group : nodes.groups(node)) {
                        for (var rule : Ingress.of(stack, group)) {
                            rule.addresses().stream()
                                    .filter(Cidr::isPublic)
                                    .forEach(range -> evaluation.violation(
                                            node,
                                            "internet (" + range + ") -> " + rule.ports() + " -> " + node.name() + " ("
                                                    + group.name() + "): " + rule.via()));
                        }
                    }
                });
    }
}
