package com.pulumi.awsx.ec2.enums;

import com.pulumi.core.annotations.EnumType;

/** How private subnets reach the internet. */
@EnumType
public enum NatGatewayStrategy {
    /** Not at all. */
    None("None"),
    /** Through one NAT gateway, in one availability zone, for all of them. */
    Single("Single"),
    /** Through a NAT gateway in each one's own availability zone. */
    OnePerAz("OnePerAz");

    private final String value;

    NatGatewayStrategy(String value) {
        this.value = value;
    }

    /** The value as the provider knows it. */
    @EnumType.Converter
    public String getValue() {
        return value;
    }
}
