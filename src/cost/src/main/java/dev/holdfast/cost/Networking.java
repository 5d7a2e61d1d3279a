package dev.holdfast.cost;

import dev.holdfast.cost.Bill.Item;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the network costs by being there. */
final class Networking {
    private static final String GATEWAYS = "NAT gateways, each with its address";

    private Networking() {}

    /** The gateways that the component will make, where nobody lists them yet: in a mocked run. */
    static Stream<Item> gatewaysOfVpc(Declared vpc, Inventory inventory) {
        if (inventory.all("aws:ec2/natGateway:NatGateway").findAny().isPresent()) {
            return Stream.empty();
        }
        var strategy =
                vpc.inputs().get("natGateways") instanceof Map<?, ?> gateways ? gateways.get("strategy") : "None";
        int count = switch (String.valueOf(strategy)) {
            case "Single" -> 1;
            case "OnePerAz" -> vpc.count("availabilityZoneNames");
            default -> 0;
        };
        return IntStream.range(0, count).boxed().flatMap(one -> gateway(vpc, inventory));
    }

    static Stream<Item> gateway(Declared gateway, Inventory inventory) {
        return Stream.of(
                new Item(GATEWAYS, inventory.month("natGatewayHour") + inventory.month("publicAddressHour"), false));
    }

    static Stream<Item> endpoint(Declared endpoint, Inventory inventory) {
        return endpoint.text("vpcEndpointType").filter("Interface"::equals).isPresent()
                ? Stream.of(new Item(
                        "VPC endpoints, each in every zone",
                        endpoint.count("subnetIds") * inventory.month("endpointHour"),
                        false))
                : Stream.empty();
    }

    static Stream<Item> loadBalancer(Declared balancer, Inventory inventory) {
        double addresses = balancer.flag("internal") ? 0 : balancer.count("subnets");
        return Stream.of(
                new Item("Load balancer", inventory.month("loadBalancerHour"), false),
                new Item(
                        "Public addresses of the load balancer",
                        addresses * inventory.month("publicAddressHour"),
                        false));
    }

    static Stream<Item> webAcl(Declared acl, Inventory inventory) {
        var prices = inventory.prices();
        double rules = acl.count("rules") * prices.price("webAclRuleMonth").amount();
        return Stream.of(
                new Item("Web application firewall", prices.price("webAclMonth").amount() + rules, false));
    }
}
