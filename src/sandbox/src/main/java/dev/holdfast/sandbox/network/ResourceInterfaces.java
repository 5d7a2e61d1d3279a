package dev.holdfast.sandbox.network;

import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The network interfaces of resources that keep their address for as long as they exist, output {@code _address}. */
public final class ResourceInterfaces {
    /** The output with the private address. */
    public static final String ADDRESS = "_address";

    private final Resources resources;

    public ResourceInterfaces(Resources resources) {
        this.resources = resources;
    }

    /** The interface of a database instance; empty before it has an address. */
    public Optional<NetworkInterface> database(Resource instance) {
        var group = instance.text("dbSubnetGroupName").orElse("");
        var subnets = resources
                .beside(instance, "aws:rds/subnetGroup:SubnetGroup")
                .filter(one -> one.isNamed(group))
                .flatMap(one -> one.texts("subnetIds").stream())
                .toList();
        var name = "database " + instance.text("identifier").orElse(instance.id());
        return of(instance, name, subnets, "vpcSecurityGroupIds", instance.flag("publiclyAccessible"));
    }

    /** The interface of a serverless cache; empty before it has an address. */
    public Optional<NetworkInterface> cache(Resource cache) {
        return of(cache, "cache " + cache.id(), cache.texts("subnetIds"), "securityGroupIds", false);
    }

    /** The interface of a load balancer; empty before it has an address. */
    public Optional<NetworkInterface> loadBalancer(Resource balancer) {
        var name = "load balancer " + balancer.text("name").orElse(balancer.id());
        return of(balancer, name, subnets(balancer), "securityGroups", !balancer.flag("internal"));
    }

    /** The ids of a load balancer's subnets. */
    public static List<String> subnets(Resource balancer) {
        return Stream.concat(
                        balancer.texts("subnets").stream(),
                        balancer.objects("subnetMappings").stream().map(one -> String.valueOf(one.get("subnetId"))))
                .distinct()
                .toList();
    }

    private Optional<NetworkInterface> of(
            Resource owner, String name, List<String> subnets, String securityGroups, boolean publicAddress) {
        return owner.text(ADDRESS)
                .map(address -> new NetworkInterface(
                        name,
                        owner.account(),
                        owner.region(),
                        subnets.stream()
                                .filter(subnet -> isIn(owner, subnet, address))
                                .findFirst()
                                .orElse(""),
                        owner.texts(securityGroups),
                        address,
                        publicAddress));
    }

    private boolean isIn(Resource owner, String subnet, String address) {
        return resources
                .find(owner.account(), owner.region(), Vpc.SUBNET, subnet)
                .flatMap(one -> one.text("cidrBlock"))
                .flatMap(Cidr::of)
                .filter(range -> range.contains(address))
                .isPresent();
    }
}
