package dev.holdfast.workload.stateless;

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
import dev.holdfast.conventions.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The VPC of an environment: public subnets for the load balancer, private ones for services and functions, isolated
 * ones for the database, each in every zone. Needs the account's provider in its own options. Exposes the subnets, and
 * the endpoints that private subnets have instead of NAT.
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

    /** The ways from private subnets to AWS, where there is no NAT gateway. */
    public final Optional<VpcEndpoints> endpoints;

    /** How private subnets reach AWS's interfaces and the image registry. */
    public enum NatGateways {
        /**
         * Not by NAT: endpoints lead to the AWS services that the system needs, and nothing leads to the internet. That is
         * for safety; the endpoints cost more than one gateway does.
         */
        NONE,
        /** One for all zones: cheaper, and while its zone is down, no private subnet has a way out. */
        SINGLE,
        /** One in each zone. */
        ONE_PER_AZ
    }

    /**
     * The VPC.
     *
     * @param names what its parts are called in AWS
     * @param cidr its addresses: a /16, of which each zone gets an equal share
     * @param zones the names of its availability zones: named and not counted, since AWS's order of them changes, and
     *     with it, one day, every subnet
     */
    public record Args(Names names, String region, String cidr, List<String> zones, NatGateways natGateways) {
        public Args {
            zones = List.copyOf(zones);
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
                                .strategy(strategy(args.natGateways()))
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
        endpoints = args.natGateways() == NatGateways.NONE ? Optional.of(endpoints(name, args, vpc)) : Optional.empty();
        registerOutputs(Map.of("vpcId", vpcId));
    }

    private VpcEndpoints endpoints(String name, Args args, Vpc vpc) {
        return new VpcEndpoints(
                name + "-endpoints",
                new VpcEndpoints.Args(args.names(), args.region(), vpcId, privateSubnetIds, vpc),
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
