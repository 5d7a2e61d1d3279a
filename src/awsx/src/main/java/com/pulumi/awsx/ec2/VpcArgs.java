package com.pulumi.awsx.ec2;

import com.pulumi.awsx.ec2.enums.SubnetAllocationStrategy;
import com.pulumi.awsx.ec2.inputs.NatGatewayConfigurationArgs;
import com.pulumi.awsx.ec2.inputs.SubnetSpecArgs;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a {@link Vpc} is made from. */
public final class VpcArgs extends ResourceArgs {
    public static final VpcArgs Empty = new VpcArgs();

    @Import(name = "availabilityZoneNames")
    private List<String> availabilityZoneNames;

    @Import(name = "cidrBlock")
    private String cidrBlock;

    @Import(name = "enableDnsHostnames")
    private Output<Boolean> enableDnsHostnames;

    @Import(name = "natGateways")
    private NatGatewayConfigurationArgs natGateways;

    @Import(name = "numberOfAvailabilityZones")
    private Integer numberOfAvailabilityZones;

    @Import(name = "subnetSpecs")
    private List<SubnetSpecArgs> subnetSpecs;

    @Import(name = "subnetStrategy")
    private SubnetAllocationStrategy subnetStrategy;

    @Import(name = "tags")
    private Output<Map<String, String>> tags;

    private VpcArgs() {}

    /** The availability zones, by name. */
    public Optional<List<String>> availabilityZoneNames() {
        return Optional.ofNullable(availabilityZoneNames);
    }

    /** The addresses of the VPC; the provider's default is 10.0.0.0/16. */
    public Optional<String> cidrBlock() {
        return Optional.ofNullable(cidrBlock);
    }

    /** Whether instances with a public address get a host name. */
    public Optional<Output<Boolean>> enableDnsHostnames() {
        return Optional.ofNullable(enableDnsHostnames);
    }

    /** The NAT gateways; the provider's default is one per availability zone. */
    public Optional<NatGatewayConfigurationArgs> natGateways() {
        return Optional.ofNullable(natGateways);
    }

    /** How many availability zones to take, in the order in which AWS lists them. */
    public Optional<Integer> numberOfAvailabilityZones() {
        return Optional.ofNullable(numberOfAvailabilityZones);
    }

    /** The subnets of each availability zone; the provider's default is a public and a private one. */
    public Optional<List<SubnetSpecArgs>> subnetSpecs() {
        return Optional.ofNullable(subnetSpecs);
    }

    /** How the addresses are divided. */
    public Optional<SubnetAllocationStrategy> subnetStrategy() {
        return Optional.ofNullable(subnetStrategy);
    }

    /** The tags of the VPC and all that is in it. */
    public Optional<Output<Map<String, String>>> tags() {
        return Optional.ofNullable(tags);
    }

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private VpcArgs args = new VpcArgs();

        private Builder() {}

        public Builder availabilityZoneNames(List<String> availabilityZoneNames) {
            args.availabilityZoneNames = availabilityZoneNames;
            return this;
        }

        public Builder availabilityZoneNames(String... availabilityZoneNames) {
            return availabilityZoneNames(List.of(availabilityZoneNames));
        }

        public Builder cidrBlock(String cidrBlock) {
            args.cidrBlock = cidrBlock;
            return this;
        }

        public Builder enableDnsHostnames(Output<Boolean> enableDnsHostnames) {
            args.enableDnsHostnames = enableDnsHostnames;
            return this;
        }

        public Builder enableDnsHostnames(Boolean enableDnsHostnames) {
            return enableDnsHostnames(Output.of(enableDnsHostnames));
        }

        public Builder natGateways(NatGatewayConfigurationArgs natGateways) {
            args.natGateways = natGateways;
            return this;
        }

        public Builder numberOfAvailabilityZones(Integer numberOfAvailabilityZones) {
            args.numberOfAvailabilityZones = numberOfAvailabilityZones;
            return this;
        }

        public Builder subnetSpecs(List<SubnetSpecArgs> subnetSpecs) {
            args.subnetSpecs = subnetSpecs;
            return this;
        }

        public Builder subnetSpecs(SubnetSpecArgs... subnetSpecs) {
            return subnetSpecs(List.of(subnetSpecs));
        }

        public Builder subnetStrategy(SubnetAllocationStrategy subnetStrategy) {
            args.subnetStrategy = subnetStrategy;
            return this;
        }

        public Builder tags(Output<Map<String, String>> tags) {
            args.tags = tags;
            return this;
        }

        public Builder tags(Map<String, String> tags) {
            return tags(Output.of(tags));
        }

        public VpcArgs build() {
            var built = args;
            args = new VpcArgs();
            return built;
        }
    }
}
