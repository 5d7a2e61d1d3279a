package dev.holdfast.workload;

import com.pulumi.exceptions.RunException;
import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The domain at which an environment answers; docs/domain.md tells who owns what.
 *
 * @param name {@code domain}, such as {@code dev.example.com}
 * @param delegated {@code delegated}: a person says that the owner of the zone above has delegated it. Until then ACM
 *     finds no record in the environment's zone and issues no certificate: an update would wait for nothing
 * @param zoneId {@code zoneId}: a hosted zone of the same account that the domain is in, in place of one of its own
 * @param certificateArn {@code certificateArn}: a certificate that was made by hand, in place of one of its own
 */
record Domain(String name, boolean delegated, Optional<String> zoneId, Optional<String> certificateArn) {
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final Pattern ZONE = Pattern.compile("Z[0-9A-Z]{1,31}");
    private static final Pattern CERTIFICATE =
            Pattern.compile("arn:aws:acm:[a-z0-9-]+:\\d{12}:certificate/[0-9a-f-]{36}");

    /** The domain of an environment, if it has one; problems are noted. */
    static Optional<Domain> read(Environment environment, Configuration keys) {
        var known = keys.text("domain").isPresent();
        var name = keys.matching("domain", NAME, "a domain in small letters, such as dev.example.com");
        var delegated = keys.flag("delegated", false);
        var zone = keys.matching("zoneId", ZONE, "the id of a hosted zone of the environment's account");
        var certificate = keys.matching(
                "certificateArn", CERTIFICATE, "the ARN of a certificate of ACM in the environment's account");
        if (!known) {
            if (isSafeOnly(environment)) {
                keys.problem(
                        "domain",
                        "is not set, but " + environment + " answers over HTTPS only: set a domain whose DNS you can"
                                + " change, such as " + environment + ".example.com; docs/domain.md tells the steps");
            }
            Map.of("delegated", delegated, "zoneId", zone.isPresent(), "certificateArn", certificate.isPresent())
                    .forEach((key, set) -> {
                        if (set) {
                            keys.problem(key, "is set, but holdfast:domain is not, and it says nothing without");
                        }
                    });
        }
        return name.map(one -> new Domain(one, delegated, zone, certificate));
    }

    /** Whether an environment never answers without TLS. */
    static boolean isSafeOnly(Environment environment) {
        return environment.kind().compareTo(Environment.Kind.STAGING) >= 0;
    }

    /** Whether it gets a hosted zone of its own. */
    boolean hasOwnZone() {
        return zoneId.isEmpty() && certificateArn.isEmpty();
    }

    /** Whether a certificate is there, or ACM can issue one. */
    boolean isReady() {
        return delegated || !hasOwnZone();
    }

    /** What the owner of the zone above does, once AWS has said which name servers the domain has. */
    String delegation(List<String> nameServers) {
        return "delegate " + name + ": in the DNS of " + name.substring(name.indexOf('.') + 1) + ", add the NS records "
                + name + " -> " + String.join(", ", nameServers) + ". When `dig +short NS " + name
                + "` shows them, set holdfast:delegated to true and update again (docs/domain.md)";
    }

    /**
     * Makes sure that a hosted zone has room for the domain: the provider would put the records below the zone's name, where
     * nobody looks.
     *
     * @throws RunException if the domain is not in the zone
     */
    void requireWithin(String zone) {
        var above = zone.replaceFirst("\\.$", "");
        if (!name.equals(above) && !name.endsWith("." + above)) {
            throw new RunException("holdfast:zoneId is the zone of " + above + ", but holdfast:domain is " + name
                    + ", which is not in it: set a domain such as " + name.substring(0, name.indexOf('.')) + "." + above
                    + ", or another zone");
        }
    }
}
