package dev.holdfast.policy.rules.graph;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.ConfigurationSchema;
import dev.holdfast.policy.ConfigurationSchema.Property;
import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import java.util.List;

/**
 * No way leads to what holds data but from those who are named: no rule, no group that another node is in as well, no
 * range of addresses, no prefix list, no group of another stack, and nothing that passes connections on, such as a proxy
 * of which others are clients. That web asks api, and api the database, is no way: api answers for itself.
 *
 * @param metadata what it says of itself; its property {@code allowed} names who may connect
 * @param types of what holds data
 */
record ReachedByFew(PolicyMetadata metadata, List<String> types) implements StackPolicy {
    /** SG-04, for databases. */
    static ReachedByFew database() {
        return new ReachedByFew(
                rule("SG-04", "sg-database-reached-by-few", Severity.CRITICAL)
                        .description(
                                "Only the nodes that are named can connect to a database, directly or through a proxy.")
                        .why(
                                "Whoever gets into web, the part that everybody reaches, must not get to the data from there.")
                        .mend(
                                "Take away the rule that the path names, or the security group that both are in; let a node that"
                                        + " needs the data be one of allowed.")
                        .control(securityHub("RDS.2"))
                        .schema(allowed("api", "migrations", "rotation"))
                        .build(),
                List.of("aws:rds/instance:Instance", "aws:rds/cluster:Cluster"));
    }

    /** SG-08, for caches, which hold copies of the same data. */
    static ReachedByFew cache() {
        return new ReachedByFew(
                rule("SG-08", "sg-cache-reached-by-few", Severity.HIGH)
                        .description("Only the nodes that are named can connect to a cache.")
                        .why(
                                "A cache holds copies of the database's data, and whoever writes to it decides what others read.")
                        .mend(
                                "Take away the rule that the path names, or the security group that both are in; let a node that"
                                        + " needs the cache be one of allowed.")
                        .schema(allowed("api"))
                        .build(),
                List.of(
                        "aws:elasticache/serverlessCache:ServerlessCache",
                        "aws:elasticache/replicationGroup:ReplicationGroup",
                        "aws:elasticache/cluster:Cluster"));
    }

    private static ConfigurationSchema allowed(String... byDefault) {
        return ConfigurationSchema.of(
                Property.strings("allowed", "the resource names of the services and functions that may connect")
                        .byDefault(List.of(byDefault)));
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        var reach = new Reach(stack);
        var allowed = evaluation.configuration().get("allowed").strings();
        evaluation.forEach(stack.resources(types.toArray(String[]::new)), holder -> {
            var port = holder.property("port");
            var ports = port.isAbsent() || port.isUnknown() ? Ports.ALL : Ports.of(port.integer());
            for (var way : reach.to(holder, ports)) {
                if (way.from().isEmpty() || !isAllowed(way.source(), allowed)) {
                    evaluation.violation(holder, way.source() + " reaches it: " + way.path());
                }
            }
        });
    }

    private static boolean isAllowed(String name, List<String> allowed) {
        return allowed.stream().anyMatch(one -> name.equals(one) || name.endsWith("-" + one));
    }
}
