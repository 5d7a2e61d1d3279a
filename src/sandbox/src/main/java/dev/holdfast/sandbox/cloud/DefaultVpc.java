package dev.holdfast.sandbox.cloud;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * The VPC that AWS gives every account in every region. It is no resource of Pulumi's, and here nothing can be put into
 * it; what a landing zone does with it is take the rules from its default security group.
 */
public final class DefaultVpc implements Behaviour {
    /** Its security group, taken over. */
    public static final String GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

    private final Resources resources;

    /** The default VPCs of a cloud. */
    public DefaultVpc(Resources resources) {
        this.resources = resources;
    }

    /** Its id, which stays the same for as long as the account does. */
    public static String id(String account, String region) {
        var hash = UUID.nameUUIDFromBytes((account + region).getBytes(StandardCharsets.UTF_8));
        return "vpc-" + hash.toString().replace("-", "").substring(0, 17);
    }

    @Override
    public Map<String, Object> create(Resource resource, Report report) {
        var vpc = resource.text("vpcId").orElse("");
        var known = vpc.equals(id(resource.account(), resource.region()))
                || resources
                        .find(resource.account(), resource.region(), "aws:ec2/vpc:Vpc", vpc)
                        .isPresent();
        if (!known) {
            throw new AwsException("InvalidVpcID.NotFound", "The vpc ID '" + vpc + "' does not exist");
        }
        return Map.of();
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return Map.of();
    }

    /** Pulumi forgets the group; AWS deletes it with its VPC. */
    @Override
    public void delete(Resource resource, Report report) {
        report.warn("the default security group of " + resource.text("vpcId").orElse("") + " stays as it is");
    }
}
