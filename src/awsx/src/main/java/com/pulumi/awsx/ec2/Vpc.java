package com.pulumi.awsx.ec2;

import com.pulumi.awsx.Utilities;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import java.util.List;

/**
 * A VPC with its subnets, route tables, internet gateway and NAT gateways, which the provider's own process creates.
 * The engine hands that process only the providers named in this resource's own options: a parent's do not reach it.
 */
@ResourceType(type = "awsx:ec2:Vpc")
public final class Vpc extends ComponentResource {
    @Export(
            name = "isolatedSubnetIds",
            refs = {List.class, String.class},
            tree = "[0,1]")
    private Output<List<String>> isolatedSubnetIds;

    @Export(
            name = "privateSubnetIds",
            refs = {List.class, String.class},
            tree = "[0,1]")
    private Output<List<String>> privateSubnetIds;

    @Export(
            name = "publicSubnetIds",
            refs = {List.class, String.class},
            tree = "[0,1]")
    private Output<List<String>> publicSubnetIds;

    @Export(
            name = "vpcId",
            refs = {String.class},
            tree = "[0]")
    private Output<String> vpcId;

    public Vpc(String name) {
        this(name, null);
    }

    public Vpc(String name, VpcArgs args) {
        this(name, args, null);
    }

    public Vpc(String name, VpcArgs args, ComponentResourceOptions options) {
        super("awsx:ec2:Vpc", name, args == null ? VpcArgs.Empty : args, versioned(options), true);
    }

    /** The subnets that are connected to nothing outside, in the order of their availability zones. */
    public Output<List<String>> isolatedSubnetIds() {
        return isolatedSubnetIds;
    }

    /** The subnets behind NAT gateways, in the order of their availability zones. */
    public Output<List<String>> privateSubnetIds() {
        return privateSubnetIds;
    }

    /** The subnets that the internet reaches, in the order of their availability zones. */
    public Output<List<String>> publicSubnetIds() {
        return publicSubnetIds;
    }

    /** The VPC itself. */
    public Output<String> vpcId() {
        return vpcId;
    }

    private static ComponentResourceOptions versioned(ComponentResourceOptions options) {
        var version = ComponentResourceOptions.builder()
                .version(Utilities.getVersion())
                .build();
        return ComponentResourceOptions.merge(version, options);
    }
}
