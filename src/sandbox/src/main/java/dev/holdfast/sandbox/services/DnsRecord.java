package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.Map;
import java.util.stream.Stream;

/** A record of a hosted zone. A name outside of the zone is taken as one below it, as the provider does. */
final class DnsRecord implements Behaviour {
    static final String TYPE = "aws:route53/record:Record";

    private final Resources resources;

    DnsRecord(Resources resources) {
        this.resources = resources;
    }

    @Override
    public Map<String, Object> create(Resource record, Report report) {
        targets(record)
                .filter(target -> resources.all(LoadBalancer.TYPE).stream()
                        .noneMatch(one ->
                                one.text("dnsName").filter(target::equals).isPresent()))
                .findFirst()
                .ifPresent(target -> {
                    throw new AwsException(
                            "InvalidChangeBatch",
                            "[Tried to create an alias that targets " + target + ", type "
                                    + record.text("type").orElse("")
                                    + ", but that target was not found] (this cloud knows load balancers only)");
                });
        var zone = PublicDns.name(resources
                .find(
                        record.account(),
                        Resource.GLOBAL,
                        HostedZone.TYPE,
                        record.text("zoneId").orElse(""))
                .orElseThrow());
        var name = PublicDns.plain(record.text("name").orElse(""));
        return Map.of("fqdn", name.equals(zone) || name.endsWith("." + zone) ? name : name + "." + zone);
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return create(after, report);
    }

    @Override
    public void delete(Resource record, Report report) {
        // The zone's records are the resources themselves.
    }

    /** The names that an alias leads to. */
    static Stream<String> targets(Resource record) {
        return record.objects("aliases").stream().map(alias -> String.valueOf(alias.get("name")));
    }
}
