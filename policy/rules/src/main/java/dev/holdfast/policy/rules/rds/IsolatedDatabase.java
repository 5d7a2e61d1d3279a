package dev.holdfast.policy.rules.rds;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.StackPolicy;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** RDS-02. */
final class IsolatedDatabase implements StackPolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("RDS-02", "rds-isolated-subnets", Severity.HIGH)
                .description("No subnet of a database has a route to the internet gateway.")
                .why("A database in a public subnet is one wrong flag away from the internet.")
                .mend("Give the subnet group subnets whose route table has no route to an internet gateway.")
                .control(securityHub("RDS.46"))
                .build();
    }

    @Override
    public void validate(PolicyStack stack, Evaluation evaluation) {
        evaluation.forEach(stack.resources("aws:rds/subnetGroup:SubnetGroup"), group -> {
            for (var subnet : stack.referenced(group, "subnetIds", "aws:ec2/subnet:Subnet")) {
                for (var association :
                        stack.referring("aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId", subnet)) {
                    stack.reference(association, "routeTableId", "aws:ec2/routeTable:RouteTable")
                            .flatMap(table -> wayOut(stack, table))
                            .ifPresent(way -> evaluation.violation(
                                    group, "subnet " + subnet.name() + " has " + way + " to the internet"));
                }
            }
        });
    }

    /** A route of a table, declared by itself or in the table. */
    private static Optional<String> wayOut(PolicyStack stack, PolicyResource table) {
        return Stream.concat(
                        stack.referring("aws:ec2/route:Route", "routeTableId", table).stream()
                                .map(route -> toInternet(stack, route, "gatewayId", "route " + route.name())),
                        IntStream.range(0, routes(table))
                                .mapToObj(i -> toInternet(
                                        stack,
                                        table,
                                        "routes[" + i + "].gatewayId",
                                        "a route in table " + table.name())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What AWS adds to a table is unknown before the update, and is no way to the internet. */
    private static int routes(PolicyResource table) {
        return table.property("routes").isUnknown()
                ? 0
                : table.property("routes").elements().size();
    }

    private static Optional<String> toInternet(PolicyStack stack, PolicyResource from, String path, String label) {
        var known = from.property(path);
        var byName = known.raw() instanceof String text && text.startsWith("igw-");
        return byName
                        || !stack.referenced(from, path, "aws:ec2/internetGateway:InternetGateway")
                                .isEmpty()
                ? Optional.of(label)
                : Optional.empty();
    }
}
