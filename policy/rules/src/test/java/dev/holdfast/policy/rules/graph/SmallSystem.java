package dev.holdfast.policy.rules.graph;

import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;

/** A load balancer, web, api and a database at their first preview: nothing has an id yet. */
final class SmallSystem {
    final TestStack stack = new TestStack("holdfast", "prod");
    final TestResource loadBalancerGroup = group("security-load-balancer");
    final TestResource webGroup = group("security-web");
    final TestResource apiGroup = group("security-api");
    final TestResource databaseGroup = group("security-database");
    final TestResource loadBalancer =
            stack.add("aws:lb/loadBalancer:LoadBalancer", "lb").refersToOnly("securityGroups", loadBalancerGroup);
    final TestResource web = service("web", webGroup);
    final TestResource api = service("api", apiGroup);
    final TestResource database = stack.add("aws:rds/instance:Instance", "database")
            .set("port", 5432)
            .refersToOnly("vpcSecurityGroupIds", databaseGroup);

    SmallSystem() {
        letIn("internet-to-lb", loadBalancerGroup, 443).set("cidrIpv4", "0.0.0.0/0");
        letIn("lb-to-web", webGroup, 8080).refersTo("referencedSecurityGroupId", loadBalancerGroup);
        letIn("web-to-api", apiGroup, 8080).refersTo("referencedSecurityGroupId", webGroup);
        letIn("api-to-database", databaseGroup, 5432).refersTo("referencedSecurityGroupId", apiGroup);
    }

    TestResource group(String name) {
        return stack.add("aws:ec2/securityGroup:SecurityGroup", name);
    }

    TestResource service(String name, TestResource... groups) {
        return stack.add("aws:ecs/service:Service", name)
                .set("networkConfiguration", java.util.Map.of("securityGroups", dev.holdfast.policy.Value.UNKNOWN))
                .dependsOn("networkConfiguration", groups);
    }

    TestResource letIn(String name, TestResource group, int port) {
        return stack.add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name)
                .refersTo("securityGroupId", group)
                .set("ipProtocol", "tcp")
                .set("fromPort", port)
                .set("toPort", port);
    }
}
