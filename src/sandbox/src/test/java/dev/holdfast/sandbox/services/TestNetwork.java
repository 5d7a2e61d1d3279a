package dev.holdfast.sandbox.services;

import static java.util.Map.entry;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.network.Network;
import dev.holdfast.sandbox.network.NetworkInterface;
import dev.holdfast.sandbox.network.NetworkInterfaces;
import dev.holdfast.sandbox.network.Refusals;
import dev.holdfast.sandbox.network.VpcReachability;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The network of a {@link TestCloud}: a public subnet for load balancers and a private one, {@code subnet-1}, for tasks, with
 * NAT and the rules that both need. A test takes away or adds what it is about.
 */
final class TestNetwork {
    static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    static final String EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    static final String ROUTE = "aws:ec2/route:Route";

    private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";
    private static final String EVERYTHING = "0.0.0.0/0";

    private final TestCloud cloud;

    /** A network in which this process is a function outside any VPC, which reaches every service of AWS. */
    static Network withThisProcess(Resources resources, Path directory) {
        var interfaces = new NetworkInterfaces(resources, new Addresses(resources));
        interfaces.adopt(new NetworkInterface("test", TestCloud.ACCOUNT, TestCloud.REGION, "", List.of(), "10.0.0.1"));
        return new Network(
                interfaces, new VpcReachability(resources), new Refusals(new Events(directory.resolve("events"))));
    }

    TestNetwork(TestCloud cloud) {
        this.cloud = cloud;
    }

    /** @param prefix the first three numbers of the VPC's addresses, for example {@code 10.1.2} */
    void build(String prefix) {
        cloud.put(
                "aws:ec2/vpc:Vpc", "vpc-1", Map.of("mainRouteTableId", "rtb-main", "tags", Map.of("Name", "network")));
        subnet("subnet-1", "rtb-private", prefix + ".0/25");
        subnet("subnet-public", "rtb-public", prefix + ".128/25");
        cloud.put("aws:ec2/internetGateway:InternetGateway", "igw-1", Map.of("vpcId", "vpc-1"));
        cloud.put("aws:ec2/natGateway:NatGateway", "nat-1", Map.of("subnetId", "subnet-public"));
        nat();
        route("in", Map.of("routeTableId", "rtb-public", "gatewayId", "igw-1"));
        cloud.put(GROUP, "sg-balancer", Map.of("name", "balancer"));
        cloud.put(GROUP, "sg-app", Map.of("name", "app"));
        rule(INGRESS, "internet-balancer", "sg-balancer", 80, Map.of("cidrIpv4", EVERYTHING));
        rule(EGRESS, "balancer-app", "sg-balancer", 8080, Map.of("referencedSecurityGroupId", "sg-app"));
        rule(INGRESS, "balancer-app", "sg-app", 8080, Map.of("referencedSecurityGroupId", "sg-balancer"));
        rule(EGRESS, "app-aws", "sg-app", 443, Map.of("cidrIpv4", EVERYTHING));
    }

    /** The private subnet's way out. */
    void nat() {
        route("out", Map.of("routeTableId", "rtb-private", "natGatewayId", "nat-1"));
    }

    void noNat() {
        remove(ROUTE, "out");
    }

    /** An interface endpoint in the private subnet, whose group lets in the tasks. */
    void endpoint(String service) {
        cloud.put(GROUP, "sg-endpoint", Map.of("name", "endpoint"));
        rule(INGRESS, "app-endpoint", "sg-endpoint", 443, Map.of("referencedSecurityGroupId", "sg-app"));
        cloud.put(
                "aws:ec2/vpcEndpoint:VpcEndpoint",
                "vpce-" + service,
                Map.ofEntries(
                        entry("vpcId", "vpc-1"),
                        entry("serviceName", "com.amazonaws." + TestCloud.REGION + "." + service),
                        entry("vpcEndpointType", service.equals("s3") ? "Gateway" : "Interface"),
                        entry("privateDnsEnabled", !service.equals("s3")),
                        entry("prefixListId", "pl-1"),
                        entry("routeTableIds", List.of("rtb-private")),
                        entry("subnetIds", List.of("subnet-1")),
                        entry("securityGroupIds", List.of("sg-endpoint"))));
    }

    void rule(String type, String id, String group, int port, Map<String, Object> peer) {
        var inputs = new HashMap<String, Object>(
                Map.of("securityGroupId", group, "ipProtocol", "tcp", "fromPort", port, "toPort", port));
        inputs.putAll(peer);
        cloud.put(type, id, inputs);
    }

    void remove(String type, String id) {
        cloud.resources.remove(cloud.resources
                .find(TestCloud.ACCOUNT, TestCloud.REGION, type, id)
                .orElseThrow());
    }

    private void route(String id, Map<String, Object> target) {
        var inputs = new HashMap<String, Object>(target);
        inputs.put("destinationCidrBlock", EVERYTHING);
        cloud.put(ROUTE, id, inputs);
    }

    private void subnet(String id, String routeTable, String range) {
        cloud.put("aws:ec2/subnet:Subnet", id, Map.of("vpcId", "vpc-1", "cidrBlock", range));
        cloud.put("aws:ec2/routeTable:RouteTable", routeTable, Map.of("vpcId", "vpc-1"));
        cloud.put(
                "aws:ec2/routeTableAssociation:RouteTableAssociation",
                id,
                Map.of("subnetId", id, "routeTableId", routeTable));
    }
}
