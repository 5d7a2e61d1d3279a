package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the internet's DNS says of this cloud: only what zones say to which somebody has delegated their domain. That is
 * the owner of the zone above, by a record there or past Pulumi; {@code .test}, which RFC 2606 keeps for tests, is the
 * sandbox's own, and delegates each zone at once.
 */
public final class PublicDns {
    private static final String OWN = ".test";
    private static final String DELEGATED = "_delegated";

    private final Resources resources;

    PublicDns(Resources resources) {
        this.resources = resources;
    }

    /** What a new zone has from the start. */
    static Map<String, Object> outputs(Resource zone) {
        return Map.of(DELEGATED, name(zone).endsWith(OWN));
    }

    /** The name of a zone. */
    static String name(Resource zone) {
        return plain(zone.text("name").orElse(""));
    }

    /** A name as DNS compares them: in small letters, and without the dot at its end. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    /** Whether the internet asks this zone for its domain. */
    boolean delegated(Resource zone) {
        return zone.flag(DELEGATED)
                || resources.all(DnsRecord.TYPE).stream()
                        .filter(record ->
                                record.text("type").filter("NS"::equals).isPresent())
                        .filter(record -> fqdn(record).equals(name(zone)))
                        .filter(record -> record.texts("records").stream()
                                .map(PublicDns::plain)
                                .anyMatch(zone.texts("nameServers")::contains))
                        .flatMap(record -> zone(record).stream())
                        .anyMatch(above -> !above.equals(zone) && delegated(above));
    }

    /** The record of a name and a type that the internet finds. */
    Optional<Resource> find(String name, String type) {
        return resources.all(DnsRecord.TYPE).stream()
                .filter(record -> fqdn(record).equals(plain(name)))
                .filter(record -> record.text("type").filter(type::equals).isPresent())
                .filter(record -> zone(record).filter(this::delegated).isPresent())
                .findFirst();
    }

    /**
     * The owner of a domain delegates it to the zone of that name.
     *
     * @return what came of it
     * @throws AwsException if there is not exactly one such zone
     */
    public String delegate(String domain) {
        var zones = resources.all(HostedZone.TYPE).stream()
                .filter(zone -> name(zone).equals(plain(domain)))
                .toList();
        if (zones.size() != 1) {
            throw new AwsException(
                    "InvalidInput",
                    "there are " + zones.size() + " hosted zones of " + domain + ", but one is needed; there are "
                            + resources.all(HostedZone.TYPE).stream()
                                    .map(PublicDns::name)
                                    .sorted()
                                    .toList());
        }
        resources.put(zones.get(0).with(Map.of(DELEGATED, true)));
        return domain + " is delegated to " + String.join(", ", zones.get(0).texts("nameServers"));
    }

    /** Where this machine answers a URL whose host name leads to a load balancer; empty if it leads nowhere. */
    public Optional<String> address(String url) {
        var asked = URI.create(url);
        var port = asked.getPort() > 0 ? asked.getPort() : "https".equals(asked.getScheme()) ? 443 : 80;
        return find(asked.getHost(), "A").stream()
                .flatMap(DnsRecord::targets)
                .flatMap(name -> resources.all(LoadBalancer.TYPE).stream()
                        .filter(balancer ->
                                balancer.text("dnsName").filter(name::equals).isPresent()))
                .flatMap(balancer -> listeners(balancer).filter(listener -> listener.number("port", 0) == port))
                .findFirst()
                .map(listener -> asked.getScheme() + "://localhost:" + listener.number(LoadBalancer.PORT, 0));
    }

    private Stream<Resource> listeners(Resource balancer) {
        return resources
                .beside(balancer, Listener.TYPE)
                .filter(one -> balancer.isNamed(one.outputs().get("loadBalancerArn")));
    }

    private Optional<Resource> zone(Resource record) {
        return resources.find(
                record.account(),
                Resource.GLOBAL,
                HostedZone.TYPE,
                record.text("zoneId").orElse(""));
    }

    private static String fqdn(Resource record) {
        return plain(record.text("fqdn").orElse(""));
    }
}
