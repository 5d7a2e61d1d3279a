package com.pulumi.awsx.ec2.enums;

import com.pulumi.core.annotations.EnumType;

/** How the VPC's addresses are divided into subnets. */
@EnumType
public enum SubnetAllocationStrategy {
    /** As awsx 1 did it; the provider's default. */
    Legacy("Legacy"),
    /** The same share for each availability zone, then by the subnets' order and size. */
    Auto("Auto"),
    /** As specified, without gaps. */
    Exact("Exact");

    private final String value;

    SubnetAllocationStrategy(String value) {
        this.value = value;
    }

    /** The value as the provider knows it. */
    @EnumType.Converter
    public String getValue() {
        return value;
    }
}
