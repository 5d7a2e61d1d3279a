package dev.holdfast.sandbox.network;

import dev.holdfast.sandbox.cloud.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The route tables of a VPC, and the way that they know to the internet. */
record RouteTables(Vpc vpc) {
    static final String TYPE = "aws:ec2/routeTable:RouteTable";
    static final String ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
    static final String ROUTE = "aws:ec2/route:Route";
    static final String NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
    static final String INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
    private static final String EVERYTHING = "0.0.0.0/0";

    /** The table of a subnet: the one that it is associated with, else the VPC's main one. */
    String of(String subnet) {
        return vpc.all(ASSOCIATION)
                .filter(one -> one.text("subnetId").filter(subnet::equals).isPresent())
                .flatMap(one -> one.text("routeTableId").stream())
                .findFirst()
                .or(() -> vpc.resource().text("mainRouteTableId"))
                .orElse("");
    }

    /** Why a subnet is not a public one, if it is none. */
    Optional<String> noInternetGateway(String subnet) {
        return internet(subnet).stream().anyMatch(this::isInternetGateway)
                ? Optional.empty()
                : Optional.of(label(vpc, subnet) + " has no route to an internet gateway");
    }

    /** Why what is in a subnet has no way to the internet, if it has none. */
    Optional<String> noWayOut(String subnet, boolean publicAddress) {
        var routes = internet(subnet);
        if (routes.isEmpty()) {
            return Optional.of(label(vpc, subnet) + " has no route to a NAT gateway");
        }
        var route = routes.get(0);
        if (isInternetGateway(route)) {
            return publicAddress
                    ? Optional.empty()
                    : Optional.of(label(vpc, subnet)
                            + " has a route to an internet gateway, which is of no use without a public address, and"
                            + " none to a NAT gateway");
        }
        var id = text(route, "natGatewayId");
        var start = label(vpc, subnet) + " has a route to "
                + (id.isEmpty() ? "gateway " + text(route, "gatewayId") : "NAT gateway " + vpc.label(NAT_GATEWAY, id));
        var gateway = vpc.find(NAT_GATEWAY, id);
        if (gateway.isEmpty()) {
            return Optional.of(start + ", which does not lead to the internet");
        }
        if (gateway.get().text("connectivityType").filter("private"::equals).isPresent()) {
            return Optional.of(start + ", whose connectivity type is private");
        }
        return noInternetGateway(gateway.get().text("subnetId").orElse("")).map(why -> start + ", whose own " + why);
    }

    private static String label(Vpc vpc, String subnet) {
        return "subnet " + vpc.label(Vpc.SUBNET, subnet);
    }

    /** A subnet's routes to everything; AWS lets a table have one. */
    private List<Map<String, Object>> internet(String subnet) {
        var table = of(subnet);
        var own = vpc.all(ROUTE)
                .filter(one -> one.text("routeTableId").filter(table::equals).isPresent())
                .filter(one -> one.text("destinationCidrBlock")
                        .filter(EVERYTHING::equals)
                        .isPresent())
                .map(Resource::outputs);
        var within = vpc.find(TYPE, table).map(one -> one.objects("routes")).stream()
                .flatMap(List::stream)
                .filter(one -> EVERYTHING.equals(one.get("cidrBlock")));
        return Stream.concat(own, within).toList();
    }

    private boolean isInternetGateway(Map<String, Object> route) {
        return vpc.find(INTERNET_GATEWAY, text(route, "gatewayId"))
                .flatMap(gateway -> gateway.text("vpcId"))
                .filter(vpc.id()::equals)
                .isPresent();
    }

    private static String text(Map<String, Object> route, String property) {
        return route.get(property) == null ? "" : route.get(property).toString();
    }
}
