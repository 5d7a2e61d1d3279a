package dev.holdfast.sandbox.network;

import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network in which everything works that a test may break: a load balancer in a public subnet, a web task in a private
 * one with NAT, and a database, each in a group of its own with the rules that they need.
 */
final class VpcFixture {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";
    static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    static final String EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    static final String ENDPOINT = Endpoints.TYPE;
    static final String ASSOCIATION = RouteTables.ASSOCIATION;
    static final String ROUTE = RouteTables.ROUTE;
    static final String SECRETS_MANAGER = "com.amazonaws.eu-central-1.secretsmanager";

    final Resources resources;
    final Reachability network;
    final NetworkInterface balancer = new NetworkInterface(
            "load balancer app", ACCOUNT, REGION, "subnet-public", List.of("sg-lb"), "10.0.0.4", true);
    final NetworkInterface web = task("web", "subnet-private", "sg-web", "10.0.1.4");
    final NetworkInterface database = task("database", "subnet-private", "sg-db", "10.0.1.5");

    VpcFixture(Path directory) {
        resources = new Resources(directory);
        network = new VpcReachability(resources);
        put(
                Vpc.TYPE,
                "vpc-1",
                Map.of(
                        "cidrBlock", "10.0.0.0/16",
                        "mainRouteTableId", "rtb-main",
                        "defaultSecurityGroupId", "sg-default",
                        "tags", Map.of("Name", "network")));
        put("aws:ec2/internetGateway:InternetGateway", "igw-1", Map.of("vpcId", "vpc-1"));
        subnet("subnet-public", "vpc-1", "10.0.0.0/24");
        subnet("subnet-private", "vpc-1", "10.0.1.0/24");
        put(RouteTables.TYPE, "rtb-private", Map.of("vpcId", "vpc-1"));
        put(ASSOCIATION, "private", Map.of("subnetId", "subnet-private", "routeTableId", "rtb-private"));
        put(
                ROUTE,
                "out",
                Map.of("routeTableId", "rtb-private", "destinationCidrBlock", "0.0.0.0/0", "natGatewayId", "nat-1"));
        put("aws:ec2/natGateway:NatGateway", "nat-1", Map.of("subnetId", "subnet-public"));
        put(RouteTables.TYPE, "rtb-public", Map.of("vpcId", "vpc-1"));
        put(ASSOCIATION, "public", Map.of("subnetId", "subnet-public", "routeTableId", "rtb-public"));
        put(
                ROUTE,
                "in",
                Map.of("routeTableId", "rtb-public", "destinationCidrBlock", "0.0.0.0/0", "gatewayId", "igw-1"));
        for (var group : List.of("lb", "web", "db")) {
            put(
                    "aws:ec2/securityGroup:SecurityGroup",
                    "sg-" + group,
                    Map.of("name", "app-" + group, "vpcId", "vpc-1", "ingress", List.of(), "egress", List.of()));
        }
        rule(INGRESS, "internet-lb", "sg-lb", 80, Map.of("cidrIpv4", "0.0.0.0/0"));
        rule(EGRESS, "lb-web", "sg-lb", 8080, Map.of("referencedSecurityGroupId", "sg-web"));
        rule(INGRESS, "lb-web", "sg-web", 8080, Map.of("referencedSecurityGroupId", "sg-lb"));
        rule(EGRESS, "web-db", "sg-web", 5432, Map.of("referencedSecurityGroupId", "sg-db"));
        rule(INGRESS, "web-db", "sg-db", 5432, Map.of("referencedSecurityGroupId", "sg-web"));
        rule(EGRESS, "web-aws", "sg-web", 443, Map.of("cidrIpv4", "0.0.0.0/0"));
    }

    static NetworkInterface task(String name, String subnet, String group, String address) {
        return new NetworkInterface(
                name, ACCOUNT, REGION, subnet, group.isEmpty() ? List.of() : List.of(group), address);
    }

    Resource put(String type, String id, Map<String, Object> properties) {
        var resource = new Resource(type, ACCOUNT, REGION, id, properties, properties);
        resources.put(resource);
        return resource;
    }

    void remove(String type, String id) {
        resources.remove(resources.find(ACCOUNT, REGION, type, id).orElseThrow());
    }

    void subnet(String id, String vpc, String range) {
        put(Vpc.SUBNET, id, Map.of("vpcId", vpc, "cidrBlock", range));
    }

    void rule(String type, String id, String group, int port, Map<String, Object> peer) {
        var properties = new HashMap<String, Object>(
                Map.of("securityGroupId", group, "ipProtocol", "tcp", "fromPort", port, "toPort", port));
        properties.putAll(peer);
        put(type, id, properties);
    }

    /** No NAT, and an interface endpoint for Secrets Manager in the private subnet with a group that lets web in. */
    void endpointInsteadOfNat() {
        remove(ROUTE, "out");
        put("aws:ec2/securityGroup:SecurityGroup", "sg-endpoint", Map.of("name", "app-endpoint", "vpcId", "vpc-1"));
        endpoint(Map.of());
        rule(INGRESS, "web-endpoint", "sg-endpoint", 443, Map.of("referencedSecurityGroupId", "sg-web"));
        rule(EGRESS, "web-aws", "sg-web", 443, Map.of("referencedSecurityGroupId", "sg-endpoint"));
    }

    void endpoint(Map<String, Object> changes) {
        var properties = new HashMap<String, Object>(Map.of(
                "vpcId",
                "vpc-1",
                "serviceName",
                SECRETS_MANAGER,
                "vpcEndpointType",
                "Interface",
                "privateDnsEnabled",
                true,
                "subnetIds",
                List.of("subnet-private"),
                "securityGroupIds",
                List.of("sg-endpoint")));
        properties.putAll(changes);
        put(ENDPOINT, "vpce-1", properties);
    }
}
