package dev.holdfast.policy.rules.network;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import java.util.List;
import java.util.stream.Stream;

/** SG-03. */
final class DatabaseIngress implements StackPolicy {
    private static final int POSTGRES = 5432;

    @Override
    public PolicyMetadata metadata() {
        return rule("SG-03", "sg-database-ingress", Severity.HIGH)
                .description("A database is reached from security groups that are named, on its own port only.")
                .why("An address says where somebody is, a security group says who it is.")
                .mend(
                        "Use referencedSecurityGroupId instead of cidrIpv4, and the database's port as fromPort and toPort.")
                .control(securityHub("RDS.2"))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(stack.resources("aws:rds/instance:Instance"), database -> {
            var port = database.property("port").isUnknown()
                    ? POSTGRES
                    : database.property("port").integer(POSTGRES);
            for (var group : stack.referenced(database, "vpcSecurityGroupIds", Traffic.GROUP)) {
                for (var resource : ingress(stack, group)) {
                    Traffic.of(resource).stream()
                            .filter(Traffic::incoming)
                            .forEach(traffic -> judge(traffic, port, resource, evaluation));
                }
            }
        });
    }

    private static List<PolicyResource> ingress(PolicyStack stack, PolicyResource group) {
        return Stream.of(
                        List.of(group),
                        stack.referring(Traffic.INGRESS, "securityGroupId", group),
                        stack.referring(Traffic.RULE, "securityGroupId", group))
                .flatMap(List::stream)
                .toList();
    }

    private static void judge(Traffic traffic, int port, PolicyResource resource, Evaluation evaluation) {
        if (!traffic.ranges().isEmpty() || traffic.groups().isEmpty()) {
            evaluation.violation(
                    resource, traffic.label() + " lets addresses reach the database, not a security group");
        }
        if (!traffic.isOnly(port)) {
            evaluation.violation(resource, traffic.label() + " is about other ports than " + port);
        }
    }
}
