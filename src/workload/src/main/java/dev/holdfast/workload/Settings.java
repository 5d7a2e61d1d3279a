package dev.holdfast.workload;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Region;
import dev.holdfast.workload.stateless.ImageReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The configuration of one environment, read once.
 *
 * @param environment which one: the stack's name
 * @param region {@code aws:region}
 * @param zones {@code zones}: the names of the availability zones, with commas
 * @param cidr {@code cidr}: the addresses of the VPC
 * @param account {@code accountId} and {@code registry}, where the organization's stack cannot be asked
 * @param roleName {@code roleName}: the role to take on in the account
 * @param digests {@code webDigest}, {@code apiDigest}: the image of each service
 * @param migrationsDigest {@code migrationsDigest}: the image of the migration function
 * @param release {@code release}: what the services say that they are
 * @param page {@code webTitle} and {@code webText}: what web shows
 * @param migrations the checksum of the files in {@code migrationsDirectory}
 * @param profile how large and how safe it is
 */
public record Settings(
        Environment environment,
        String region,
        List<String> zones,
        String cidr,
        Optional<KnownAccount> account,
        Optional<String> roleName,
        Map<String, String> digests,
        String migrationsDigest,
        Optional<String> release,
        Page page,
        String migrations,
        Profile profile) {
    /** The namespace of the keys: the name of the project. */
    static final String PROJECT = "holdfast";

    private static final String MIGRATIONS = "src/services/migrations/src/main/resources/db/migration";
    private static final Pattern ZONE = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d[a-z]");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ROLE = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final Pattern RELEASE = Pattern.compile("[\\w.-]{1,64}");

    /** An account that is named in the configuration. */
    public record KnownAccount(String id, String registry) {}

    public Settings {
        zones = List.copyOf(zones);
        digests = Map.copyOf(digests);
    }

    /**
     * Reads and validates everything.
     *
     * @param keys the project's own keys
     * @param aws the keys of the AWS provider, read beside them
     * @throws dev.holdfast.conventions.InvalidConfiguration with every problem, if there are any
     */
    static Settings read(Environment environment, Configuration keys, Configuration aws) {
        var profile = Profile.of(environment.kind());
        var region = Region.read(aws);
        var settings = new Settings(
                environment,
                region,
                zones(keys, region, profile.zones()),
                AddressRange.read(keys, "cidr", environment),
                account(keys),
                keys.matching("roleName", ROLE, "the name of a role, without its ARN"),
                digests(keys),
                digest(keys, "migrations"),
                keys.matching("release", RELEASE, "at most 64 letters, digits, dots, hyphens and underscores"),
                Page.read(keys, environment),
                MigrationFiles.checksum(keys, "migrationsDirectory", MIGRATIONS),
                profile.overridden(keys, environment));
        keys.check();
        return settings;
    }

    /** The image of a service. */
    String digest(String service) {
        return digests.get(service);
    }

    /** What a service that runs this image says that it is; where no release is set, the beginning of the digest. */
    String release(String digest) {
        return release.orElseGet(() -> digest.substring(7, 19));
    }

    private static List<String> zones(Configuration keys, String region, int count) {
        var zones = new ArrayList<>(
                keys.listing("zones", ZONE, "the names of availability zones such as " + region + "a," + region + "b"));
        if (zones.isEmpty()) {
            for (int i = 0; i < count; i++) {
                zones.add(region + (char) ('a' + i));
            }
        }
        if (zones.size() < 2) {
            keys.problem("zones", "names only " + zones + ", but load balancers and databases need two zones");
        }
        for (var zone : zones) {
            if (ZONE.matcher(zone).matches()
                    && !zone.substring(0, zone.length() - 1).equals(region)) {
                keys.problem("zones", "names '" + zone + "', which is not in aws:region '" + region + "'");
            }
        }
        return zones;
    }

    private static Optional<KnownAccount> account(Configuration keys) {
        var id = keys.matching("accountId", ACCOUNT, "an account id of 12 digits");
        var registry =
                keys.matching("registry", ImageReference.REGISTRY, "<account id>.dkr.ecr.<region>.amazonaws.com");
        if (id.isPresent() != registry.isPresent()) {
            keys.problem(
                    id.isPresent() ? "registry" : "accountId",
                    "is not set, but " + (id.isPresent() ? "accountId" : "registry")
                            + " is: set both, or neither to take them from the organization's stack");
        }
        return id.flatMap(account -> registry.map(images -> new KnownAccount(account, images)));
    }

    private static Map<String, String> digests(Configuration keys) {
        var digests = new HashMap<String, String>();
        Services.ALL.forEach(service -> digests.put(service.name(), digest(keys, service.name())));
        return digests;
    }

    private static String digest(Configuration keys, String image) {
        var key = image + "Digest";
        var digest = keys.matching(key, ImageReference.DIGEST, "sha256:<64 hexadecimal digits>");
        if (digest.isEmpty()) {
            keys.problem(
                    key,
                    "is not set; build and push the image, then: pulumi config set " + PROJECT + ":" + key
                            + " \"$(cat src/services/" + image + "/target/jib-image.digest)\"");
        }
        return digest.orElse("");
    }
}
