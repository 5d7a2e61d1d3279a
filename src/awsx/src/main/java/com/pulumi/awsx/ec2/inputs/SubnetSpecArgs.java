package com.pulumi.awsx.ec2.inputs;

import com.pulumi.awsx.ec2.enums.SubnetType;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The subnets of one type: one in each availability zone of the VPC. */
public final class SubnetSpecArgs extends ResourceArgs {
    public static final SubnetSpecArgs Empty = new SubnetSpecArgs();

    @Import(name = "cidrMask")
    private Integer cidrMask;

    @Import(name = "name")
    private String name;

    @Import(name = "tags")
    private Output<Map<String, String>> tags;

    @Import(name = "type", required = true)
    private SubnetType type;

    private SubnetSpecArgs() {}

    /** The size of each subnet, as the length of its address prefix. */
    public Optional<Integer> cidrMask() {
        return Optional.ofNullable(cidrMask);
    }

    /** The part of the subnets' names that tells them from others of the same type. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** The tags of the subnets. */
    public Optional<Output<Map<String, String>>> tags() {
        return Optional.ofNullable(tags);
    }

    /** What the subnets are connected to. */
    public SubnetType type() {
        return type;
    }

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private SubnetSpecArgs args = new SubnetSpecArgs();

        private Builder() {}

        public Builder cidrMask(Integer cidrMask) {
            args.cidrMask = cidrMask;
            return this;
        }

        public Builder name(String name) {
            args.name = name;
            return this;
        }

        public Builder tags(Output<Map<String, String>> tags) {
            args.tags = tags;
            return this;
        }

        public Builder tags(Map<String, String> tags) {
            return tags(Output.of(tags));
        }

        public Builder type(SubnetType type) {
            args.type = type;
            return this;
        }

        public SubnetSpecArgs build() {
            Objects.requireNonNull(args.type, "SubnetSpecArgs needs type");
            var built = args;
            args = new SubnetSpecArgs();
            return built;
        }
    }
}
