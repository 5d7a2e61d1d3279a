package dev.holdfast.workload;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Ownership;
import dev.holdfast.conventions.Region;
import dev.holdfast.workload.stateful.Databases;
import dev.holdfast.workload.stateless.ImageReference;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The configuration of one environment, read once.
 *
 * @param environment which one: the stack's name
 * @param region {@code aws:region}
 * @param zones {@code zones}: the names of the availability zones, with commas
 * @param cidr {@code cidr}: the addresses of the VPC
 * @param account {@code accountId}, {@code registry} and {@code backupVault}, where the organization's stack cannot be asked
 * @param roleName {@code roleName}: the role to take on in the account
 * @param digests {@code webDigest}, {@code apiDigest}: the image of each service
 * @param migrationsDigest {@code migrationsDigest}: the image of the migration function
 * @param deployment {@code commit}, {@code release}, {@code deployedBy} and {@code deployedAt}
 * @param green {@code green}: the deployments that were found to work
 * @param ownership {@code owner}, {@code costCentre} and {@code repository}
 * @param expires {@code expires}: until when a review stack is wanted
 * @param features {@code webFeatures}, {@code apiFeatures}: which of its features each service has on; which it has, it
 *     knows alone
 * @param page {@code webTitle} and {@code webText}: what web shows
 * @param migrations the files in {@code migrationsDirectory}, which the rules allow
 * @param domain where it answers, if it has a domain
 * @param profile how large and how safe it is
 * @param databases {@code databases} and {@code currentDatabase}: those that were restored, and the one in use
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
        Deployment deployment,
        List<Green> green,
        Ownership ownership,
        Optional<LocalDate> expires,
        Map<String, Set<String>> features,
        Page page,
        MigrationFiles migrations,
        Optional<Domain> domain,
        Profile profile,
        Databases databases) {
    /** The namespace of the keys: the name of the project. */
    static final String PROJECT = "holdfast";

    private static final String MIGRATION_FUNCTION = "migrations";
    private static final String MIGRATIONS = "src/services/migrations/src/main/resources/db/migration";
    private static final Pattern ZONE = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d[a-z]");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern VAULT = Pattern.compile("arn:aws:backup:[a-z0-9-]+:\\d{12}:backup-vault:[\\w-]{2,50}");
    private static final Pattern ROLE = Pattern.compile("[\\w+=,.@-]{1,64}");
    private static final Pattern FEATURE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /** An account that is named in the configuration. */
    public record KnownAccount(String id, String registry, Optional<String> backupVault) {}

    public Settings {
        zones = List.copyOf(zones);
        digests = Map.copyOf(digests);
        features = Map.copyOf(features);
        green = List.copyOf(green);
    }

    /**
     * Reads and validates everything.
     *
     * @param keys the project's own keys
     * @param aws the keys of the AWS provider, read beside them
     * @param previous what the stack's last update decided
     * @throws dev.holdfast.conventions.InvalidConfiguration with every problem, if there are any
     */
    static Settings read(Environment environment, Configuration keys, Configuration aws, PreviousUpdate previous) {
        var profile = Profile.read(environment, keys);
        var region = Region.read(aws);
        var digests = digests(keys);
        var migrationsDigest = digest(keys, MIGRATION_FUNCTION);
        var now = Instant.now();
        profile.watching().demandSomebody(environment, keys);
        if (profile.backups().region().filter(region::equals).isPresent()) {
            keys.problem(
                    "backupRegion",
                    "is '" + region + "', where the environment is: allowed is another region, or none");
        }
        var deployment = Deployment.read(
                keys, images(digests, migrationsDigest), previous.deployment(), System.getProperty("user.name"), now);
        var settings = new Settings(
                environment,
                region,
                zones(keys, region, profile.zones()),
                AddressRange.read(keys, "cidr", environment),
                account(keys),
                keys.matching("roleName", ROLE, "the name of a role, without its ARN"),
                digests,
                migrationsDigest,
                deployment,
                Green.read(keys, deployment, previous),
                Ownership.read(keys),
                Expiry.read(environment, keys, previous.expires(), LocalDate.ofInstant(now, ZoneOffset.UTC)),
                features(keys),
                Page.read(keys, environment),
                MigrationFiles.read(keys, "migrationsDirectory", MIGRATIONS),
                Domain.read(environment, keys),
                profile,
                Databases.read(environment, profile.database(), keys));
        settings.checkAccessLogs(keys);
        keys.check();
        return settings;
    }

    /** Where the organization's stack is not asked, nobody knows its bucket. */
    private void checkAccessLogs(Configuration keys) {
        if (account.isPresent()
                && Domain.isSafeOnly(environment)
                && profile.edge().accessLogs()
                && profile.edge().accessLogsBucket().isEmpty()) {
            keys.problem(
                    "accessLogsBucket",
                    "is not set, but accountId is, so that nobody knows the organization's bucket: name it (`pulumi stack"
                            + " output loadBalancerLogs` in src/organization), or set accessLogs to false");
        }
    }

    /** The image of a service. */
    String digest(String service) {
        return digests.get(service);
    }

    /** What a service that runs this image says that it is; where no release is set, the beginning of the digest. */
    String release(String digest) {
        return deployment.release().orElseGet(() -> digest.substring(7, 19));
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
        var vault = keys.matching(
                "backupVault", VAULT, "arn:aws:backup:<region>:<account id>:backup-vault:<name>, in another account");
        if (vault.isPresent() && id.isEmpty()) {
            keys.problem(
                    "backupVault", "is set, but accountId is not: the organization's stack says which vault it is");
        }
        return id.flatMap(account -> registry.map(images -> new KnownAccount(account, images, vault)));
    }

    private static Map<String, String> digests(Configuration keys) {
        var digests = new HashMap<String, String>();
        Services.ALL.forEach(service -> digests.put(service.name(), digest(keys, service.name())));
        return digests;
    }

    private static Map<String, String> images(Map<String, String> digests, String migrations) {
        var images = new HashMap<>(digests);
        images.put(MIGRATION_FUNCTION, migrations);
        return images;
    }

    private static Map<String, Set<String>> features(Configuration keys) {
        return Services.ALL.stream()
                .map(Service::name)
                .collect(Collectors.toMap(
                        service -> service,
                        service -> new TreeSet<>(keys.listing(
                                service + "Features", FEATURE, "names in lower case with hyphens, with commas"))));
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
