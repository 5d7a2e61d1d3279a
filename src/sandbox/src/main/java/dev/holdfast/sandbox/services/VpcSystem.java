package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The system behind a load balancer: the services, databases and caches of its VPC. */
record VpcSystem(Resources resources, Resource balancer) {

    /** The system that answers at a URL of this machine, for example {@code http://localhost:8001}. */
    static Optional<VpcSystem> at(Resources resources, String url) {
        var port = URI.create(url).getPort();
        return resources.all(LoadBalancer.TYPE).stream()
                .map(one -> new VpcSystem(resources, one))
                .filter(system -> Stream.concat(Stream.of(system.balancer()), system.listeners().stream())
                        .anyMatch(one -> one.number(LoadBalancer.PORT, -1) == port))
                .findFirst();
    }

    String account() {
        return balancer.account();
    }

    List<Resource> services() {
        return resources
                .beside(balancer, Service.TYPE)
                .filter(one -> inVpc(one.objects("networkConfiguration").stream()
                        .flatMap(network -> network.get("subnets") instanceof List<?> subnets
                                ? subnets.stream().map(String::valueOf)
                                : Stream.empty())
                        .toList()))
                .toList();
    }

    List<Resource> listeners() {
        return resources
                .beside(balancer, Listener.TYPE)
                .filter(one -> balancer.isNamed(one.outputs().get("loadBalancerArn")))
                .toList();
    }

    List<Resource> databases() {
        return resources
                .beside(balancer, Rds.TYPE)
                .filter(one -> inVpc(subnets(one)))
                .toList();
    }

    List<Resource> caches() {
        return resources
                .beside(balancer, ServerlessCache.TYPE)
                .filter(one -> inVpc(one.texts("subnetIds")))
                .toList();
    }

    private List<String> subnets(Resource database) {
        return resources
                .beside(database, "aws:rds/subnetGroup:SubnetGroup")
                .filter(group -> group.isNamed(database.outputs().get("dbSubnetGroupName")))
                .flatMap(group -> group.texts("subnetIds").stream())
                .toList();
    }

    private boolean inVpc(List<String> subnets) {
        return vpc(subnets).equals(vpc(balancer.texts("subnets")));
    }

    private String vpc(List<String> subnets) {
        return subnets.stream()
                .flatMap(id ->
                        resources.find(balancer.account(), balancer.region(), "aws:ec2/subnet:Subnet", id).stream())
                .flatMap(subnet -> subnet.text("vpcId").stream())
                .findFirst()
                .orElse("");
    }
}
