package com.pulumi.awsx.ec2.enums;

import com.pulumi.core.annotations.EnumType;

/** What a subnet is connected to. */
@EnumType
public enum SubnetType {
    /** To the internet, both ways. */
    Public("Public"),
    /** To the internet, outwards only, through a NAT gateway. */
    Private("Private"),
    /** To nothing outside the VPC. */
    Isolated("Isolated"),
    /** Nothing: its addresses are kept free. */
    Unused("Unused");

    private final String value;

    SubnetType(String value) {
        this.value = value;
    }

    /** The value as the provider knows it. */
    @EnumType.Converter
    public String getValue() {
        return value;
    }
}
