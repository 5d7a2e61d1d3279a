package dev.holdfast.policy.rules.graph;

import dev.holdfast.policy.NotEvaluatedException;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.PolicyStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has network addresses in a stack - services, functions, load balancers, databases - and their security groups. */
public final class Nodes {
    private static final String ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
    private static final String[] GROUPS = {
        "aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
    };

    /** By type, the property that names the groups. */
    private static final Map<String, String> GROUPS_OF = new LinkedHashMap<>();

    static {
        GROUPS_OF.put("aws:ecs/service:Service", "networkConfiguration.securityGroups");
        GROUPS_OF.put("aws:lambda/function:Function", "vpcConfig.securityGroupIds");
        GROUPS_OF.put("aws:lb/loadBalancer:LoadBalancer", "securityGroups");
        GROUPS_OF.put("aws:alb/loadBalancer:LoadBalancer", "securityGroups");
        GROUPS_OF.put("aws:rds/instance:Instance", "vpcSecurityGroupIds");
        GROUPS_OF.put("aws:rds/cluster:Cluster", "vpcSecurityGroupIds");
        GROUPS_OF.put("aws:rds/proxy:Proxy", "vpcSecurityGroupIds");
        GROUPS_OF.put("aws:elasticache/serverlessCache:ServerlessCache", "securityGroupIds");
        GROUPS_OF.put("aws:elasticache/replicationGroup:ReplicationGroup", "securityGroupIds");
        GROUPS_OF.put("aws:elasticache/cluster:Cluster", "securityGroupIds");
        GROUPS_OF.put("aws:ec2/instance:Instance", "vpcSecurityGroupIds");
        GROUPS_OF.put(ENDPOINT, "securityGroupIds");
    }

    private final PolicyStack stack;

    public Nodes(PolicyStack stack) {
        this.stack = stack;
    }

    /** All of them, by type. */
    public List<PolicyResource> all() {
        return stack.resources(GROUPS_OF.keySet().toArray(String[]::new)).stream()
                .filter(Nodes::hasAddresses)
                .toList();
    }

    /**
     * The security groups of one.
     *
     * @throws NotEvaluatedException if they cannot be told
     */
    public List<PolicyResource> groups(PolicyResource node) {
        return stack.referenced(node, GROUPS_OF.get(node.type()), GROUPS);
    }

    /**
     * Those that are in a security group.
     *
     * @throws NotEvaluatedException if one may be in it, or may not
     */
    public List<PolicyResource> in(PolicyResource group) {
        var members = new ArrayList<PolicyResource>();
        for (var node : all()) {
            if (groups(node).contains(group)) {
                members.add(node);
            }
        }
        return members;
    }

    /** Whether it passes on whatever it gets: who reaches it reaches what is behind it. */
    static boolean forwards(PolicyResource node) {
        return isLoadBalancer(node) || node.type().equals("aws:rds/proxy:Proxy");
    }

    static boolean isLoadBalancer(PolicyResource node) {
        return node.type().endsWith("/loadBalancer:LoadBalancer");
    }

    private static boolean hasAddresses(PolicyResource node) {
        return !node.type().equals(ENDPOINT)
                || "Interface".equals(node.property("vpcEndpointType").raw());
    }
}
