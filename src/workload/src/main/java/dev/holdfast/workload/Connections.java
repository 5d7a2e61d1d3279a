package dev.holdfast.workload;

import static dev.holdfast.workload.stateless.Connection.AWS;
import static dev.holdfast.workload.stateless.Connection.HTTPS;
import static dev.holdfast.workload.stateless.Connection.INTERNET;
import static dev.holdfast.workload.stateless.Connection.S3;
import static dev.holdfast.workload.stateless.SecurityGroups.CACHE;
import static dev.holdfast.workload.stateless.SecurityGroups.DATABASE;
import static dev.holdfast.workload.stateless.SecurityGroups.LOAD_BALANCER;
import static dev.holdfast.workload.stateless.SecurityGroups.MIGRATIONS;
import static dev.holdfast.workload.stateless.SecurityGroups.ROTATION;

import dev.holdfast.workload.stateful.Cache;
import dev.holdfast.workload.stateful.Database;
import dev.holdfast.workload.stateless.Connection;
import dev.holdfast.workload.stateless.SecurityGroups.Group;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who may connect to whom in an environment: the whole list, a line for each. Whoever comes new into the network gets a
 * group and a line for each way that leads from or to it, here.
 */
final class Connections {
    private final List<Service> services;
    private final boolean cached;
    private final List<Integer> publicPorts;
    private final Map<String, Integer> ports = new TreeMap<>(Map.of(DATABASE, Database.PORT));

    /**
     * @param cached whether there is a cache; where there is none, nobody reaches it
     * @param publicPorts where the internet reaches the load balancer
     */
    Connections(List<Service> services, boolean cached, List<Integer> publicPorts) {
        this.services = List.copyOf(services);
        this.cached = cached;
        this.publicPorts = List.copyOf(publicPorts);
        if (cached) {
            ports.put(CACHE, Cache.PORT);
        }
        services.forEach(service -> ports.put(service.name(), service.port()));
    }

    /** Every group. */
    List<Group> groups() {
        return Stream.of(
                        Stream.of(
                                new Group(LOAD_BALANCER, "The load balancer, open to the internet"),
                                new Group(MIGRATIONS, "The migration function"),
                                new Group(ROTATION, "The rotation function"),
                                new Group(DATABASE, "The database")),
                        cached ? Stream.of(new Group(CACHE, "The cache")) : Stream.<Group>empty(),
                        services.stream().map(service -> new Group(service.name(), "The tasks of " + service.name())))
                .flatMap(some -> some)
                .toList();
    }

    /** Every connection. */
    List<Connection> all() {
        return Stream.of(
                        publicPorts.stream().map(port -> new Connection(INTERNET, LOAD_BALANCER, port)),
                        Stream.of(
                                new Connection(MIGRATIONS, DATABASE, Database.PORT),
                                new Connection(MIGRATIONS, AWS, HTTPS),
                                new Connection(ROTATION, DATABASE, Database.PORT),
                                new Connection(ROTATION, AWS, HTTPS)),
                        services.stream().flatMap(this::of))
                .flatMap(Function.identity())
                .toList();
    }

    private Stream<Connection> of(Service service) {
        var name = service.name();
        return Stream.concat(
                Stream.of(
                        new Connection(LOAD_BALANCER, name, service.port()),
                        new Connection(name, AWS, HTTPS),
                        // A task fetches its image's layers there; a function's image never passes the VPC.
                        new Connection(name, S3, HTTPS)),
                // Service Connect's proxy listens on the container's port, in the task's own network interface.
                service.reaches().stream()
                        .filter(to -> cached || !to.equals(CACHE))
                        .sorted()
                        .map(to -> new Connection(name, to, port(name, to))));
    }

    private int port(String service, String to) {
        var port = ports.get(to);
        if (port == null) {
            throw new IllegalArgumentException(
                    service + " cannot reach '" + to + "', which listens nowhere; known are " + ports.keySet());
        }
        return port;
    }
}
