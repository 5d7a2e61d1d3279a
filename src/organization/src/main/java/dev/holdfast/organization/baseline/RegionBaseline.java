package dev.holdfast.organization.baseline;

import com.pulumi.aws.ebs.EncryptionByDefault;
import com.pulumi.aws.ebs.EncryptionByDefaultArgs;
import com.pulumi.aws.ec2.DefaultSecurityGroup;
import com.pulumi.aws.ec2.DefaultSecurityGroupArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of an account that each of its regions has of its own.
 *
 * <p>Encrypts new EBS volumes, and takes every rule from the default security group of the default VPC, where there is
 * one: whatever is started without a group of its own reaches nothing and nobody. Needs a provider of the account and
 * region. When it is destroyed, the group stays without rules.
 */
public final class RegionBaseline extends ComponentResource {
    /**
     * The region.
     *
     * @param defaultVpc the id of its default VPC, if it has one
     */
    public record Args(Optional<String> defaultVpc) {}

    public RegionBaseline(String name, Args args, ComponentResourceOptions options) {
        super("holdfast:organization:RegionBaseline", name, options);
        var child = CustomResourceOptions.builder().parent(this).build();

        new EncryptionByDefault(
                name, EncryptionByDefaultArgs.builder().enabled(true).build(), child);
        // The provider takes the group over as it is and removes the rules that are not named here.
        args.defaultVpc()
                .ifPresent(vpc -> new DefaultSecurityGroup(
                        name, DefaultSecurityGroupArgs.builder().vpcId(vpc).build(), child));
        registerOutputs(Map.of());
    }
}
