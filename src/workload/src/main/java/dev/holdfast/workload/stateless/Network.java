package dev.holdfast.workload.stateless;

import com.pulumi.aws.ec2.DefaultSecurityGroup;
import com.pulumi.aws.ec2.DefaultSecurityGroupArgs;
import com.pulumi.awsx.ec2.Vpc;
import com.pulumi.awsx.ec2.VpcArgs;
import com.pulumi.awsx.ec2.enums.NatGatewayStrategy;
import com.pulumi.awsx.ec2.enums.SubnetAllocationStrategy;
import com.pulumi.awsx.ec2.enums.SubnetType;
import com.pulumi.awsx.ec2.inputs.NatGatewayConfigurationArgs;
import com.pulumi.awsx.ec2.inputs.SubnetSpecArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.holdfast.conventions.Names;
import dev.holdfast.workload.stateless.NetworkProfile.NatGateways;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The VPC of an environment: public subnets for the load balancer, private ones for services and functions, isolated
 * ones for the database, each in every zone. Its default security group is empty. Needs the account's provider in its own
 * options. Exposes the subnets and the endpoints.
 */
public final class Network extends ComponentResource {
    /** The VPC. */
    public final Output<String> vpcId;

    /** The subnets that the internet reaches. */
    public final Output<List<String>> publicSubnetIds;

    /** The subnets that reach the internet through NAT, or only the AWS services with an endpoint. */
    public final Output<List<String>> privateSubnetIds;

    /** The subnets without a way in or out. */
    public final Output<List<String>> isolatedSubnetIds;

    /** The ways from private subnets to AWS that do not pass the internet. */
    public final VpcEndpoints endpoints;

    /**
     * The VPC.
     *
     * @param names what its parts are called in AWS
     * @param cidr its addresses: a /16, of which each zone gets an equal share
     * @param zones the names of its availability zones: named and not counted, since AWS's order of them changes, and
     *     with it, one day, every subnet
     * @param services the AWS services that private subnets call, beside S3: without NAT, each has an endpoint
     */
    public record Args(
            Names names,
            String region,
            Output<String> accountId,
            String cidr,
            List<String> zones,
            Set<String> services,
            NetworkProfile profile) {
        public Args {
            zones = List.copyOf(zones);
            services = Set.copyOf(services);
        }
    }

    public Network(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:stateless:Network", name, options);

        var vpc = new Vpc(
                name,
                VpcArgs.builder()
                        .cidrBlock(args.cidr())
                        .availabilityZoneNames(args.zones())
                        .enableDnsHostnames(true)
                        .natGateways(NatGatewayConfigurationArgs.builder()
                                .strategy(strategy(args.profile().natGateways()))
                                .build())
                        .subnetStrategy(SubnetAllocationStrategy.Auto)
                        .subnetSpecs(
                                subnets(SubnetType.Public, 24),
                                subnets(SubnetType.Private, 22),
                                subnets(SubnetType.Isolated, 24))
                        .build(),
                ComponentResourceOptions.builder()
                        .parent(this)
                        // The provider's process makes the children, and sees no provider but those named right here.
                        .providers(options.getProviders())
                        .build());

        vpcId = vpc.vpcId();
        publicSubnetIds = vpc.publicSubnetIds();
        privateSubnetIds = vpc.privateSubnetIds();
        isolatedSubnetIds = vpc.isolatedSubnetIds();
        endpoints = endpoints(name, args, vpc);
        // Every VPC comes with a group that lets its members talk to each other and to everybody: nobody is to be in
        // it.
        new DefaultSecurityGroup(
                name,
                DefaultSecurityGroupArgs.builder().vpcId(vpcId).build(),
                CustomResourceOptions.builder().parent(this).build());
        registerOutputs(Map.of("vpcId", vpcId));
    }

    private VpcEndpoints endpoints(String name, Args args, Vpc vpc) {
        return new VpcEndpoints(
                name + "-endpoints",
                new VpcEndpoints.Args(
                        args.names(),
                        args.region(),
                        args.accountId(),
                        args.profile().natGateways() == NatGateways.NONE ? args.services() : Set.of(),
                        vpcId,
                        privateSubnetIds,
                        vpc),
                ComponentResourceOptions.builder().parent(this).build());
    }

    private static NatGatewayStrategy strategy(NatGateways natGateways) {
        return switch (natGateways) {
            case NONE -> NatGatewayStrategy.None;
            case SINGLE -> NatGatewayStrategy.Single;
            case ONE_PER_AZ -> NatGatewayStrategy.OnePerAz;
        };
    }

    private static SubnetSpecArgs subnets(SubnetType type, int mask) {
        return SubnetSpecArgs.builder().type(type).cidrMask(mask).build();
    }
}
