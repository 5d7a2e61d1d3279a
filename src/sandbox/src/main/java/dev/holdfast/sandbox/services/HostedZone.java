package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.List;
import java.util.Map;

/** A hosted zone of Route 53: the internet asks it once its domain is delegated to it. */
final class HostedZone implements Behaviour {
    static final String TYPE = "aws:route53/zone:Zone";

    private final Resources resources;
    private final PublicDns dns;

    HostedZone(Resources resources, PublicDns dns) {
        this.resources = resources;
        this.dns = dns;
    }

    @Override
    public Map<String, Object> create(Resource zone, Report report) {
        return PublicDns.outputs(zone);
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return Map.of();
    }

    @Override
    public void delete(Resource zone, Report report) {
        var records = records(zone);
        if (!records.isEmpty() && !zone.flag("forceDestroy")) {
            throw new AwsException(
                    "HostedZoneNotEmpty",
                    "The specified hosted zone contains non-required resource record sets and so cannot be deleted.");
        }
        records.forEach(resources::remove);
    }

    @Override
    public String describe(Resource zone) {
        return dns.delegated(zone)
                ? "delegated"
                : "not delegated: ./sandbox console delegate " + PublicDns.name(zone) + " does what its owner would do";
    }

    private List<Resource> records(Resource zone) {
        return resources
                .in(zone.account(), DnsRecord.TYPE)
                .filter(record ->
                        record.text("zoneId").filter(zone.id()::equals).isPresent())
                .toList();
    }
}
