package dev.holdfast.workload;

import com.pulumi.aws.Provider;
import com.pulumi.aws.route53.Route53Functions;
import com.pulumi.aws.route53.inputs.GetZoneArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResourceOptions;
import dev.holdfast.conventions.Names;
import dev.holdfast.workload.stateful.Certificate;
import dev.holdfast.workload.stateful.HostedZone;
import dev.holdfast.workload.stateful.WebAclLogs;
import dev.holdfast.workload.stateless.EdgeProfile.WebAclMode;
import dev.holdfast.workload.stateless.LoadBalancer;
import dev.holdfast.workload.stateless.LoadBalancer.Https;
import dev.holdfast.workload.stateless.Network;
import dev.holdfast.workload.stateless.SecurityGroups;
import dev.holdfast.workload.stateless.WebAcl;
import java.util.List;
import java.util.Optional;

/**
 * How the internet reaches an environment: by HTTPS at its domain. Without a domain, or as long as nobody has delegated it,
 * what is disposable or the developers' answers by HTTP, and everything else answers nobody: it is deployed whole, but its
 * load balancer lets nobody in.
 *
 * @param loadBalancer where services register
 * @param url where the system answers; empty while it answers nobody
 * @param nameServers to which the domain is to be delegated, if it has a zone of its own
 * @param byHand what a person has to do before it answers as it should
 */
record Edge(
        LoadBalancer loadBalancer,
        Optional<Output<String>> url,
        Optional<Output<List<String>>> nameServers,
        Output<List<String>> byHand) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** The ports at which the internet reaches the load balancer. */
    static List<Integer> publicPorts(Settings settings) {
        if (settings.domain().filter(Domain::isReady).isPresent()) {
            return List.of(HTTP, HTTPS);
        }
        return Domain.isSafeOnly(settings.environment()) ? List.of() : List.of(HTTP);
    }

    static Edge declare(
            Settings settings,
            Account account,
            Network network,
            SecurityGroups security,
            Output<String> keyArn,
            Provider provider) {
        var inAccount = ComponentResourceOptions.builder().providers(provider).build();
        var environment = settings.environment();
        var names = Names.of(environment);
        var profile = settings.profile().edge();

        var zone = settings.domain()
                .filter(Domain::hasOwnZone)
                .map(domain -> new HostedZone("zone", new HostedZone.Args(environment, domain.name()), inAccount));
        var https = settings.domain().filter(Domain::isReady).map(domain -> https(settings, domain, zone, provider));
        var loadBalancer = new LoadBalancer(
                "load-balancer",
                new LoadBalancer.Args(
                        names.brief("lb"),
                        network.vpcId,
                        network.publicSubnetIds,
                        security.of(SecurityGroups.LOAD_BALANCER),
                        Web.SERVICE.target(names),
                        Services.ALL.stream()
                                .flatMap(service -> service.route(names).stream())
                                .toList(),
                        https,
                        profile.deletionProtection(),
                        AccessLogs.bucket(settings, account)),
                inAccount);
        if (profile.webAcl() != WebAclMode.OFF) {
            var logs = new WebAclLogs(
                    "web-acl-logs",
                    new WebAclLogs.Args(environment, settings.profile().logs().days(), keyArn),
                    inAccount);
            new WebAcl(
                    "web-acl",
                    new WebAcl.Args(
                            names.of("edge"), profile.webAcl(), profile.requestLimit(), loadBalancer.arn, logs.arn),
                    inAccount);
        }
        return new Edge(
                loadBalancer,
                publicPorts(settings).isEmpty() ? Optional.empty() : Optional.of(loadBalancer.url),
                zone.map(one -> one.nameServers),
                byHand(settings.domain(), zone, loadBalancer));
    }

    private static Https https(Settings settings, Domain domain, Optional<HostedZone> zone, Provider provider) {
        var zoneId = zone.map(own -> own.zoneId).or(() -> domain.zoneId().map(id -> known(id, domain, provider)));
        var certificateArn = domain.certificateArn()
                .map(Output::of)
                .orElseGet(() -> new Certificate(
                                "certificate",
                                new Certificate.Args(settings.environment(), domain.name(), zoneId.orElseThrow()),
                                ComponentResourceOptions.builder()
                                        .providers(provider)
                                        .build())
                        .arn);
        return new Https(domain.name(), certificateArn, zoneId);
    }

    private static Output<String> known(String zoneId, Domain domain, Provider provider) {
        return Route53Functions.getZone(
                        GetZoneArgs.builder().zoneId(zoneId).build(),
                        InvokeOptions.builder().provider(provider).build())
                .applyValue(zone -> {
                    domain.requireWithin(zone.name());
                    return zoneId;
                });
    }

    private static Output<List<String>> byHand(
            Optional<Domain> domain, Optional<HostedZone> zone, LoadBalancer loadBalancer) {
        if (zone.isPresent() && !domain.orElseThrow().delegated()) {
            return zone.get()
                    .nameServers
                    .applyValue(servers -> List.of(domain.orElseThrow().delegation(servers)));
        }
        return domain.filter(one -> !one.hasOwnZone() && one.zoneId().isEmpty())
                .map(one -> loadBalancer.dnsName.applyValue(
                        name -> List.of("see to it that " + one.name() + " leads to " + name + " (docs/domain.md)")))
                .orElseGet(() -> Output.of(List.of()));
    }
}
