package dev.holdfast.policy.rules.graph;

import dev.holdfast.policy.NotEvaluatedException;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import dev.holdfast.policy.Value;
import dev.holdfast.policy.rules.network.Traffic;
import java.util.List;

/** How services leave their subnets: by the routes of the subnet's table, or to endpoints of AWS's services in the VPC. */
public final class WaysOut {
    private static final String TABLE = "aws:ec2/routeTable:RouteTable";
    private static final String ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

    private final PolicyStack stack;
    private final Nodes nodes;
    private final Reach reach;

    public WaysOut(PolicyStack stack) {
        this.stack = stack;
        this.nodes = new Nodes(stack);
        this.reach = new Reach(stack);
    }

    /** The subnets of a service that this stack declares. */
    public List<PolicyResource> subnets(PolicyResource service) {
        return stack.referenced(service, "networkConfiguration.subnets", "aws:ec2/subnet:Subnet");
    }

    /** Whether a security group of a node lets out at a port, to whomever. */
    public boolean mayLeave(PolicyResource node, int port) {
        var ports = Ports.of(port);
        return nodes.groups(node).stream()
                .flatMap(group -> Traffic.out(stack, group))
                .anyMatch(traffic -> Ports.of(traffic).overlaps(ports));
    }

    /**
     * Whether a service gets from a subnet to a service of AWS.
     *
     * @param name as endpoints call it, such as {@code ecr.api}
     */
    public boolean lead(PolicyResource service, PolicyResource subnet, String name) {
        var table = table(subnet);
        return leadsOut(service, table) || hasEndpoint(service, table, name);
    }

    private PolicyResource table(PolicyResource subnet) {
        return stack.everyReferring("aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId", subnet).stream()
                .flatMap(association -> stack.reference(association, "routeTableId", TABLE).stream())
                .findFirst()
                .orElseThrow(() ->
                        new NotEvaluatedException(subnet.name() + " is associated with no route table of this stack"));
    }

    private boolean leadsOut(PolicyResource service, PolicyResource table) {
        boolean isPublic =
                service.property("networkConfiguration.assignPublicIp").isTrue();
        if (table.gives("routes")
                && table.property("routes").elements().stream()
                        .filter(route -> route.get("cidrBlock").string("").equals("0.0.0.0/0"))
                        .anyMatch(route -> leadsOut(route, isPublic))) {
            return true;
        }
        return stack.referring("aws:ec2/route:Route", "routeTableId", table).stream()
                .filter(route ->
                        route.property("destinationCidrBlock").string("").equals("0.0.0.0/0"))
                .anyMatch(route -> leadsOut(route.properties(), isPublic));
    }

    private static boolean leadsOut(Value route, boolean isPublic) {
        return isSet(route, "natGatewayId")
                || isSet(route, "transitGatewayId")
                || isPublic && isSet(route, "gatewayId");
    }

    private static boolean isSet(Value route, String property) {
        var value = route.get(property);
        return value.isPresent() && !"".equals(value.raw());
    }

    private boolean hasEndpoint(PolicyResource service, PolicyResource table, String name) {
        return stack.resources(ENDPOINT).stream()
                .filter(endpoint -> endpoint.property("serviceName").string("").endsWith("." + name))
                .anyMatch(endpoint ->
                        endpoint.property("vpcEndpointType").string("Gateway").equals("Gateway")
                                ? stack.referenced(endpoint, "routeTableIds", TABLE)
                                        .contains(table)
                                : endpoint.property("privateDnsEnabled").isTrue()
                                        && reach.to(endpoint, Ports.of(443)).stream()
                                                .anyMatch(way -> way.from().isEmpty()
                                                        || way.from().get().equals(service)));
    }
}
