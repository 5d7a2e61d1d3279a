package dev.holdfast.sandbox.network;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.Map;
import java.util.Optional;

/** A subnet takes its addresses from its VPC, and shares none of them. */
public final class SubnetRange implements Behaviour {
    /** The type whose behaviour this is. */
    public static final String TYPE = "aws:ec2/subnet:Subnet";

    private static final int LARGEST = 16;
    private static final int SMALLEST = 28;

    private final Resources resources;

    /** @param resources where its VPC and the other subnets are */
    public SubnetRange(Resources resources) {
        this.resources = resources;
    }

    @Override
    public Map<String, Object> create(Resource subnet, Report report) {
        range(subnet).ifPresent(range -> {
            if (range.bits() < LARGEST || range.bits() > SMALLEST) {
                throw refusal(
                        "InvalidSubnet.Range",
                        subnet,
                        "is invalid: a subnet has from /" + LARGEST + " to /" + SMALLEST);
            }
            vpc(subnet)
                    .filter(vpc ->
                            range(vpc).filter(whole -> !whole.covers(range)).isPresent())
                    .ifPresent(vpc -> {
                        throw refusal(
                                "InvalidSubnet.Range",
                                subnet,
                                "is invalid: it is not in " + text(vpc) + ", the range of " + vpc.id());
                    });
            resources
                    .beside(subnet, TYPE)
                    .filter(other -> !other.id().equals(subnet.id()))
                    .filter(other -> other.text("vpcId").equals(subnet.text("vpcId")))
                    .filter(other -> range(other)
                            .filter(taken -> taken.covers(range) || range.covers(taken))
                            .isPresent())
                    .findFirst()
                    .ifPresent(other -> {
                        throw refusal(
                                "InvalidSubnet.Conflict",
                                subnet,
                                "conflicts with another subnet: " + other.id() + " has " + text(other));
                    });
        });
        return Map.of();
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return Map.of();
    }

    @Override
    public void delete(Resource subnet, Report report) {
        // Its addresses are free with it.
    }

    @Override
    public String describe(Resource subnet) {
        return text(subnet);
    }

    private Optional<Resource> vpc(Resource subnet) {
        return subnet.text("vpcId")
                .flatMap(id -> resources.find(subnet.account(), subnet.region(), "aws:ec2/vpc:Vpc", id));
    }

    private static Optional<Cidr> range(Resource network) {
        return Cidr.of(text(network));
    }

    private static String text(Resource network) {
        return network.text("cidrBlock").orElse("");
    }

    private static AwsException refusal(String code, Resource subnet, String why) {
        return new AwsException(code, "The CIDR '" + text(subnet) + "' " + why);
    }
}
