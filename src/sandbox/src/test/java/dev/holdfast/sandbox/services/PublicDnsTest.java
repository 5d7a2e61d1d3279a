package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the internet's DNS says of this cloud, and what ACM makes of it. */
class PublicDnsTest {
    private static final String ACCOUNT = "111122223333";

    @TempDir
    private Path directory;

    private Resources resources;
    private PublicDns dns;

    @BeforeEach
    void open() {
        resources = new Resources(directory);
        dns = new PublicDns(resources);
    }

    @Test
    void findsNothingInAZoneToWhichNobodyDelegated() {
        var zone = zone("stage.example.com");
        record(zone, "a.stage.example.com", "CNAME", "b.example.org.");

        assertThat(dns.find("a.stage.example.com", "CNAME")).isEmpty();

        assertThat(dns.delegate("stage.example.com")).contains("ns-stage.example.com");
        assertThat(dns.find("A.stage.example.com.", "CNAME")).isPresent();
    }

    @Test
    void findsWhatIsBelowTheSandboxesOwnDomainAtOnce() {
        assertThat(dns.delegated(zone("stage.holdfast.test"))).isTrue();
    }

    @Test
    void followsARecordOfTheZoneAbove() {
        var above = zone("holdfast.test");
        var below = zone("example.com");
        record(above, "example.com", "NS", "ns-example.com");

        assertThat(dns.delegated(below)).as("the record is below holdfast.test").isFalse();

        var child =
                resource(HostedZone.TYPE, "Z-child", Map.of("name", "a.example.org", "nameServers", List.of("ns-a")));
        resources.put(child);
        var parent = zone("example.org");
        dns.delegate("example.org");
        record(parent, "a.example.org", "NS", "ns-other");
        assertThat(dns.delegated(child)).as("to other name servers").isFalse();
        record(parent, "a.example.org", "NS", "ns-a.");
        assertThat(dns.delegated(child)).isTrue();
    }

    @Test
    void delegatesToAZoneThatIsThereOnly() {
        assertThatThrownBy(() -> dns.delegate("stage.example.com"))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("there are 0 hosted zones of stage.example.com");
    }

    @Test
    void letsAcmIssueWhatIsProvenAndNothingElse() {
        var zone = zone("stage.example.com");
        var certificate = certificate("stage.example.com");
        var option = certificate.objects(AcmCertificate.OPTIONS).get(0);
        var name = String.valueOf(option.get("resourceRecordName"));
        var validation = resource(
                AcmValidation.TYPE,
                "now",
                Map.of("certificateArn", certificate.arn().orElseThrow()));
        var behaviour = new AcmValidation(resources, dns);

        record(zone, name, "CNAME", "something.else.");
        dns.delegate("stage.example.com");
        assertThatThrownBy(() -> behaviour.create(validation, Report.NONE))
                .hasMessageContaining("PENDING_VALIDATION")
                .hasMessageContaining(PublicDns.plain(name));

        record(zone, name, "CNAME", String.valueOf(option.get("resourceRecordValue")));
        behaviour.create(validation, Report.NONE);
        assertThat(resources.byArn(certificate.arn().orElseThrow()).filter(AcmCertificate::isIssued))
                .isPresent();
    }

    @Test
    void leadsADomainToThePortThatStandsForItsOwn() {
        var zone = zone("stage.holdfast.test");
        var balancer = resource(
                LoadBalancer.TYPE,
                "web",
                Map.of("dnsName", "localhost:8001", "arn", "arn:web", LoadBalancer.PORT, 8001));
        resources.put(balancer);
        resources.put(resource(
                Listener.TYPE, "s", Map.of("loadBalancerArn", "arn:web", "port", 443, LoadBalancer.PORT, 8002)));
        var alias = resource(
                DnsRecord.TYPE,
                "alias",
                Map.of(
                        "zoneId",
                        zone.id(),
                        "name",
                        "stage.holdfast.test",
                        "type",
                        "A",
                        "aliases",
                        List.of(Map.of("name", "localhost:8001", "zoneId", "Z"))));
        resources.put(alias.with(new DnsRecord(resources).create(alias, Report.NONE)));

        assertThat(dns.address("https://stage.holdfast.test")).contains("https://localhost:8002");
        assertThat(dns.address("http://stage.holdfast.test")).as("no listener").isEmpty();
        assertThat(dns.address("https://other.holdfast.test")).isEmpty();
    }

    @Test
    void refusesAnAliasThatLeadsNowhere() {
        var zone = zone("stage.holdfast.test");
        var alias = resource(
                DnsRecord.TYPE,
                "alias",
                Map.of("zoneId", zone.id(), "name", "x", "type", "A", "aliases", List.of(Map.of("name", "gone"))));

        assertThatThrownBy(() -> new DnsRecord(resources).create(alias, Report.NONE))
                .hasMessageContaining("gone")
                .hasMessageContaining("not found");
    }

    @Test
    void keepsAZoneThatHasRecordsUnlessItIsForced() {
        var zone = zone("stage.holdfast.test");
        record(zone, "a.stage.holdfast.test", "CNAME", "b.");
        var behaviour = new HostedZone(resources, dns);

        assertThatThrownBy(() -> behaviour.delete(zone, Report.NONE)).hasMessageContaining("non-required");

        behaviour.delete(zone.with(Map.of("forceDestroy", true)), Report.NONE);
        assertThat(resources.all(DnsRecord.TYPE)).isEmpty();
    }

    private Resource zone(String name) {
        var zone = resource(HostedZone.TYPE, "Z-" + name, Map.of("name", name, "nameServers", List.of("ns-" + name)));
        var made = zone.with(new HostedZone(resources, dns).create(zone, Report.NONE));
        resources.put(made);
        return made;
    }

    private Resource certificate(String domain) {
        var bare = resource(AcmCertificate.TYPE, "certificate", Map.of("domainName", domain, "arn", "arn:certificate"));
        var made = bare.with(new AcmCertificate().create(bare, Report.NONE));
        resources.put(made);
        return made;
    }

    private void record(Resource zone, String name, String type, String value) {
        var bare = resource(
                DnsRecord.TYPE,
                name + type,
                Map.of("zoneId", zone.id(), "name", name, "type", type, "records", List.of(value)));
        resources.put(bare.with(new DnsRecord(resources).create(bare, Report.NONE)));
    }

    private static Resource resource(String type, String id, Map<String, Object> properties) {
        return new Resource(type, ACCOUNT, region(type), id, properties, new HashMap<>(properties));
    }

    private static String region(String type) {
        return type.startsWith("aws:route53/") ? Resource.GLOBAL : "eu-central-1";
    }
}
