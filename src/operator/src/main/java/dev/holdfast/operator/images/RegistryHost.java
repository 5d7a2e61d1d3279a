package dev.holdfast.operator.images;

import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/**
 * The registry that an account has in a region.
 *
 * @param account the 12 digits of the account
 * @param region where it is
 */
public record RegistryHost(String account, Region region) {
    private static final Pattern NAME = Pattern.compile("(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com");

    /**
     * Reads a registry's name.
     *
     * @throws IllegalArgumentException if it is none of Amazon ECR
     */
    public static RegistryHost of(String name) {
        var known = NAME.matcher(name);
        if (!known.matches()) {
            throw new IllegalArgumentException("'" + name + "' is no registry of Amazon ECR; allowed is"
                    + " <12 digits>.dkr.ecr.<region>.amazonaws.com, as `pulumi stack output registry` in"
                    + " src/organization prints it");
        }
        return new RegistryHost(known.group(1), Region.of(known.group(2)));
    }

    /** Its name, as an image's reference begins. */
    public String name() {
        return account + ".dkr.ecr." + region.id() + ".amazonaws.com";
    }
}
