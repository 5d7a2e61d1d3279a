package dev.holdfast.sandbox.services;

import static java.util.Map.entry;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Hosts;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.network.Network;
import dev.holdfast.sandbox.network.NetworkInterfaces;
import dev.holdfast.sandbox.network.Refusals;
import dev.holdfast.sandbox.network.SubnetRange;
import dev.holdfast.sandbox.network.VpcReachability;
import java.nio.file.Path;
import java.util.Map;

/** The services of this cloud that run something: the behaviours of their resource types. */
public final class AwsServices implements AutoCloseable {
    private final AwsEndpoint endpoint;
    private final PublicEndpoint publicEndpoint;
    private final ImageRegistry registry;
    private final HttpFrontend frontend;
    private final Rds rds;
    private final ServerlessCache caches;
    private final Chaos chaos;
    private final RdsConsole console;
    private final Gatekeeper gatekeeper;
    private final ServiceConnect serviceConnect;
    private final PublicDns dns;
    private final SecretRotation rotation;
    private final Map<String, Behaviour> behaviours;

    /** Starts the services' own servers; the resources of an earlier run come back with {@link Behaviour#resume}. */
    public AwsServices(Site site, Resources resources, Events events) {
        var hosts = new Hosts(site.directory().resolve("cloud").resolve("hosts"));
        // What Java means by the machine's own name: without it InetAddress.getLocalHost fails in a task.
        hosts.put(ContainerRuntime.hostName(), "127.0.0.1");
        var addresses = new Addresses(resources);
        var secrets = new SecretValues(site);
        var buckets = new Buckets(site, resources);
        registry = new ImageRegistry(site);
        var network = new Network(
                new NetworkInterfaces(resources, addresses), new VpcReachability(resources), new Refusals(events));
        endpoint = new AwsEndpoint(resources, secrets, buckets, network);
        publicEndpoint = new PublicEndpoint(site, resources, registry, endpoint.tokens());
        var balancers = new LoadBalancerNetwork(resources, network);
        var groups = new TargetGroups(resources, balancers);
        frontend = new HttpFrontend(resources, groups, balancers);
        gatekeeper = new Gatekeeper(network);
        serviceConnect = new ServiceConnect(resources, addresses, network);
        var fargate = new Fargate(
                site,
                resources,
                registry,
                new ContainerRuntime(site, hosts, gatekeeper.address()),
                secrets,
                endpoint,
                network.interfaces(),
                network.reachability(),
                network.refusals(),
                events,
                groups,
                serviceConnect);
        var function = new Function(fargate);
        rotation = new SecretRotation(resources, secrets, events, function::invoke);
        rds = new Rds(site, resources, secrets, addresses, hosts, network, events);
        caches = new ServerlessCache(site, resources, addresses, hosts, network, endpoint.tokens(), events);
        var service = new Service(fargate);
        var listener = new Listener(resources, frontend, new ListenerTls(site, resources), events);
        dns = new PublicDns(resources);
        console = new RdsConsole(rds, resources);
        chaos = new Chaos(fargate, service, rds, caches, listener);
        behaviours = Map.ofEntries(
                entry(AcmCertificate.TYPE, new AcmCertificate()),
                entry(AcmValidation.TYPE, new AcmValidation(resources, dns)),
                entry(DnsRecord.TYPE, new DnsRecord(resources)),
                entry(HostedZone.TYPE, new HostedZone(resources, dns)),
                entry(SubnetRange.TYPE, new SubnetRange(resources)),
                entry(Bucket.TYPE, new Bucket(resources, buckets)),
                entry(Repository.TYPE, new Repository(registry)),
                entry(Rds.TYPE, rds),
                entry(ServerlessCache.TYPE, caches),
                entry(ParameterGroup.TYPE, new ParameterGroup(rds)),
                entry(Secret.TYPE, new Secret(secrets)),
                entry(SecretRotation.TYPE, rotation),
                entry(TaskDefinition.TYPE, new TaskDefinition.Registration()),
                entry(Service.TYPE, service),
                entry(ScalableTarget.TYPE, new ScalableTarget(resources, service)),
                entry(LoadBalancer.TYPE, new LoadBalancer(resources, addresses)),
                entry(Listener.TYPE, listener),
                entry(TargetGroup.TYPE, groups),
                entry(ListenerRule.TYPE, new ListenerRule()),
                entry(Function.TYPE, function),
                entry(Invocation.TYPE, new Invocation(resources, function)));
    }

    /** The behaviours by resource type. */
    public Map<String, Behaviour> behaviours() {
        return behaviours;
    }

    /**
     * Brings an image into the registry, as a push would.
     *
     * @param repository its name without the registry's host, for example {@code holdfast/api}
     * @param archive an OCI image archive
     * @return the digest under which it can be deployed, {@code sha256:...}
     */
    public String push(String repository, Path archive) {
        return registry.push(repository, archive);
    }

    /** What the internet finds of them by name. */
    public PublicDns dns() {
        return dns;
    }

    /** What a person does with databases. */
    public RdsConsole console() {
        return console;
    }

    /**
     * Rotates a secret now, as Secrets Manager does when its time has come.
     *
     * @param secret its name
     * @return what came of it
     */
    public String rotate(String secret) {
        return rotation.rotate(secret);
    }

    /** What breaks them on purpose. */
    public Chaos chaos() {
        return chaos;
    }

    /** Closes the servers; what the resources run has been suspended before. */
    @Override
    public void close() {
        chaos.close();
        rds.close();
        caches.close();
        frontend.close();
        serviceConnect.close();
        gatekeeper.close();
        publicEndpoint.close();
        endpoint.close();
    }
}
