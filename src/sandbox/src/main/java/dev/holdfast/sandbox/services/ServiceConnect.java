package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.network.Network;
import dev.holdfast.sandbox.network.NetworkInterface;
import dev.holdfast.sandbox.services.ServiceConnectConfiguration.Endpoint;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ECS Service Connect: services call each other by names of their namespace. A task knows the endpoints that there were
 * when its deployment began, and no later ones. In AWS an Envoy beside each client speaks HTTP, tries again and leaves out
 * tasks that fail; here a gate joins TCP connections to the healthy tasks in turn, and that is all.
 */
final class ServiceConnect implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceConnect.class);

    /** The range in which the proxy of a task listens in AWS, too. */
    private static final String RANGE = "127.255.0.0/16";

    private final Resources resources;
    private final Addresses addresses;
    private final Network network;
    private final List<ServiceConnectEndpoint> published = new CopyOnWriteArrayList<>();

    /** Kept for an endpoint that comes again: tasks that know it go on with it. */
    private final Map<String, String> addressByName = new HashMap<>();

    private final Map<String, Set<Endpoint>> clients = new ConcurrentHashMap<>();

    /** Opens the endpoints of all services that there are already. */
    ServiceConnect(Resources resources, Addresses addresses, Network network) {
        this.resources = resources;
        this.addresses = addresses;
        this.network = network;
        for (var service : resources.all(Service.TYPE)) {
            try {
                publish(service);
            } catch (AwsException | UncheckedIOException e) {
                LOG.error("cannot open the Service Connect endpoints of {}", service, e);
            }
        }
    }

    /**
     * Opens the endpoints that a service declares, and closes those that it does not declare any more.
     *
     * @throws AwsException as ECS refuses names that another service has
     */
    synchronized void publish(Resource service) {
        var configuration = ServiceConnectConfiguration.of(service, resources);
        var declared = configuration.map(ServiceConnectConfiguration::endpoints).orElse(List.of());
        declared.forEach(one -> checkNames(one, service, configuration.get().namespace()));
        var before = of(service);
        before.stream().filter(one -> !declared.contains(one.declared())).forEach(this::close);
        for (var one : declared) {
            if (before.stream().noneMatch(other -> other.declared().equals(one))) {
                published.add(open(one, name(service)));
            }
        }
    }

    private void checkNames(Endpoint one, Resource service, Resource namespace) {
        for (var other : published) {
            var theirs = other.declared();
            if (other.owner().equals(name(service)) || !theirs.namespaceArn().equals(one.namespaceArn())) {
                continue;
            }
            var where = " is already in use in namespace "
                    + namespace.text("name").orElse(namespace.id()) + " by " + other.owner() + "; choose another one.";
            if (one.discoveryName().equals(theirs.discoveryName())) {
                throw ServiceConnectConfiguration.refused("The discoveryName '" + one.discoveryName() + "'" + where);
            }
            if (one.dnsName().equals(theirs.dnsName())) {
                throw ServiceConnectConfiguration.refused("The dnsName '" + one.dnsName() + "'" + where);
            }
        }
    }

    private ServiceConnectEndpoint open(Endpoint declared, String owner) {
        var name = declared.namespaceArn() + " " + declared.discoveryName();
        var address = addressByName.computeIfAbsent(name, key -> addresses.allocate(RANGE));
        return new ServiceConnectEndpoint(
                declared,
                owner,
                Addresses.loopback(address),
                network,
                from -> clients.getOrDefault(from, Set.of()).contains(declared));
    }

    /** Closes the endpoints of a service. */
    synchronized void retract(Resource service) {
        of(service).forEach(this::close);
    }

    private void close(ServiceConnectEndpoint endpoint) {
        published.remove(endpoint);
        endpoint.close();
    }

    private List<ServiceConnectEndpoint> of(Resource service) {
        return published.stream()
                .filter(one -> one.owner().equals(name(service)))
                .toList();
    }

    /** The endpoints by discovery name that the tasks of a deployment know if it begins now. */
    List<String> known(Resource service) {
        return ServiceConnectConfiguration.of(service, resources)
                .map(configuration -> published.stream()
                        .map(ServiceConnectEndpoint::declared)
                        .filter(one -> isIn(configuration, one))
                        .map(Endpoint::discoveryName)
                        .toList())
                .orElse(List.of());
    }

    /** Lets a task use the endpoints that it knows; these are their host names and addresses. */
    Map<String, String> join(NetworkInterface task, Resource service, List<String> known) {
        var names = new HashMap<String, String>();
        ServiceConnectConfiguration.of(service, resources).ifPresent(configuration -> {
            var usable = published.stream()
                    .filter(one -> isIn(configuration, one.declared())
                            && known.contains(one.declared().discoveryName()))
                    .toList();
            usable.forEach(one -> names.put(one.declared().dnsName(), one.address()));
            clients.put(
                    task.loopback(),
                    usable.stream().map(ServiceConnectEndpoint::declared).collect(Collectors.toSet()));
        });
        return names;
    }

    /** The task uses no endpoint any more. */
    void leave(NetworkInterface task) {
        clients.remove(task.loopback());
    }

    /** Sends connections to a task of the service whenever it is healthy. */
    void register(NetworkInterface task, Resource service, TaskDefinition definition, BooleanSupplier healthy) {
        of(service)
                .forEach(one -> ServiceConnectConfiguration.containerPort(one.declared(), definition)
                        .ifPresent(port -> one.add(task, port, healthy)));
    }

    /** Sends it no further ones; those that there are go on. */
    void deregister(NetworkInterface task) {
        published.forEach(one -> one.remove(task));
    }

    private static boolean isIn(ServiceConnectConfiguration configuration, Endpoint endpoint) {
        return endpoint.namespaceArn()
                .equals(configuration
                        .namespace()
                        .arn()
                        .orElse(configuration.namespace().id()));
    }

    private static String name(Resource service) {
        return "service " + Service.name(service) + " of account " + service.account() + ", " + service.region();
    }

    @Override
    public synchronized void close() {
        published.forEach(this::close);
        addressByName.values().forEach(addresses::release);
    }
}
