package com.pulumi.awsx.ec2.inputs;

import com.pulumi.awsx.ec2.enums.NatGatewayStrategy;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The NAT gateways of a VPC. */
public final class NatGatewayConfigurationArgs extends ResourceArgs {
    public static final NatGatewayConfigurationArgs Empty = new NatGatewayConfigurationArgs();

    @Import(name = "elasticIpAllocationIds")
    private List<String> elasticIpAllocationIds;

    @Import(name = "strategy", required = true)
    private NatGatewayStrategy strategy;

    private NatGatewayConfigurationArgs() {}

    /** The elastic addresses to use instead of new ones, one for each gateway. */
    public Optional<List<String>> elasticIpAllocationIds() {
        return Optional.ofNullable(elasticIpAllocationIds);
    }

    /** How many gateways there are. */
    public NatGatewayStrategy strategy() {
        return strategy;
    }

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private NatGatewayConfigurationArgs args = new NatGatewayConfigurationArgs();

        private Builder() {}

        public Builder elasticIpAllocationIds(List<String> elasticIpAllocationIds) {
            args.elasticIpAllocationIds = elasticIpAllocationIds;
            return this;
        }

        public Builder elasticIpAllocationIds(String... elasticIpAllocationIds) {
            return elasticIpAllocationIds(List.of(elasticIpAllocationIds));
        }

        public Builder strategy(NatGatewayStrategy strategy) {
            args.strategy = strategy;
            return this;
        }

        public NatGatewayConfigurationArgs build() {
            Objects.requireNonNull(args.strategy, "NatGatewayConfigurationArgs needs strategy");
            var built = args;
            args = new NatGatewayConfigurationArgs();
            return built;
        }
    }
}
