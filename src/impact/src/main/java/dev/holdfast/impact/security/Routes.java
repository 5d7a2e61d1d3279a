package dev.holdfast.impact.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.impact.SecurityChange.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where a route table sends packets to. One that sends them to an internet gateway makes its subnets public. */
final class Routes implements FactInspection {
    private static final List<String> DESTINATIONS = List.of(
            "destinationCidrBlock",
            "destinationIpv6CidrBlock",
            "destinationPrefixListId",
            "cidrBlock",
            "ipv6CidrBlock");
    private static final List<String> TARGETS = List.of(
            "gatewayId",
            "natGatewayId",
            "egressOnlyGatewayId",
            "transitGatewayId",
            "vpcPeeringConnectionId",
            "networkInterfaceId",
            "coreNetworkArn",
            "localGatewayId",
            "carrierGatewayId");

    @Override
    public Set<Fact> facts(Compared resource, JsonNode inputs, Referents referents) {
        var facts = new LinkedHashSet<Fact>();
        if (resource.type().equals("aws:ec2/route:Route")) {
            route(referents.name(inputs, "routeTableId"), inputs, referents).ifPresent(facts::add);
        } else if (resource.type().equals("aws:ec2/routeTable:RouteTable")) {
            inputs.path("routes")
                    .forEach(route -> route(resource.name(), route, referents).ifPresent(facts::add));
        }
        return facts;
    }

    private static Optional<Fact> route(String table, JsonNode route, Referents referents) {
        var destination = given(route, DESTINATIONS)
                .map(route::path)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
        return given(route, TARGETS).findFirst().map(target -> {
            var id = route.path(target).asText();
            // A gateway is the internet's, or a virtual private one: an unknown one may be either.
            boolean internet = target.equals("gatewayId") && (id.startsWith("igw-") || id.equals(Referents.UNKNOWN));
            var to = !internet
                    ? referents.name(route, target)
                    : id.equals(Referents.UNKNOWN)
                            ? "a gateway that only the update knows, which may be the internet's"
                            : "the internet gateway " + referents.name(id);
            var what = "route table " + table + " sends what is for " + destination + " to " + to;
            return new Fact(
                    internet ? Kind.EXPOSURE : Kind.NETWORK,
                    true,
                    what + (internet ? ": what has a public address in its subnets is reached from the internet" : ""),
                    what.replace(" sends ", " no longer sends "));
        });
    }

    private static Stream<String> given(JsonNode route, List<String> properties) {
        return properties.stream()
                .filter(property -> !route.path(property).asText("").isEmpty());
    }
}
