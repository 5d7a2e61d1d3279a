package dev.holdfast.sandbox.services;

import static java.util.Map.entry;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Hosts;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.network.NetworkInterfaces;
import dev.holdfast.sandbox.network.Reachability;
import dev.holdfast.sandbox.network.Refusals;
import java.nio.file.Path;
import java.util.Map;

/** The services of this cloud that run something: the behaviours of their resource types. */
public final class AwsServices implements AutoCloseable {
    private final AwsEndpoint endpoint;
    private final ImageRegistry registry;
    private final HttpFrontend frontend;
    private final Rds rds;
    private final Map<String, Behaviour> behaviours;

    /** Starts the services' own servers; the resources of an earlier run come back with {@link Behaviour#resume}. */
    public AwsServices(Site site, Resources resources) {
        var hosts = new Hosts(site.directory().resolve("cloud").resolve("hosts"));
        // What Java means by the machine's own name: without it InetAddress.getLocalHost fails in a task.
        hosts.put(ContainerRuntime.hostName(), "127.0.0.1");
        var addresses = new Addresses(resources);
        var secrets = new SecretValues(site);
        endpoint = new AwsEndpoint(resources, secrets);
        registry = new ImageRegistry(site);
        var groups = new TargetGroups(resources);
        frontend = new HttpFrontend(resources, groups);
        var events = new Events(site.events());
        var interfaces = new NetworkInterfaces(resources, addresses);
        var fargate = new Fargate(
                site,
                resources,
                registry,
                new ContainerRuntime(site, hosts),
                secrets,
                endpoint,
                interfaces,
                Reachability.EVERYWHERE,
                new Refusals(events),
                events,
                groups);
        var function = new Function(fargate);
        rds = new Rds(site, resources, secrets, addresses, hosts);
        behaviours = Map.ofEntries(
                entry(Rds.TYPE, rds),
                entry(ParameterGroup.TYPE, new ParameterGroup(rds)),
                entry(Secret.TYPE, new Secret(secrets)),
                entry(TaskDefinition.TYPE, new TaskDefinition.Registration()),
                entry(Service.TYPE, new Service(fargate)),
                entry(TargetGroup.TYPE, groups),
                entry(LoadBalancer.TYPE, new LoadBalancer(resources)),
                entry(Listener.TYPE, new Listener(resources, frontend)),
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

    /** Closes the servers; what the resources run has been suspended before. */
    @Override
    public void close() {
        rds.close();
        frontend.close();
        endpoint.close();
    }
}
