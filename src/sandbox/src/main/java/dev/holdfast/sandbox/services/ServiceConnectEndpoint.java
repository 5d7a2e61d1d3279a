package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.network.Network;
import dev.holdfast.sandbox.network.NetworkInterface;
import dev.holdfast.sandbox.services.ServiceConnectConfiguration.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * An endpoint of a namespace, at an address of its own, and the tasks behind it. The client's own address is what the task
 * sees, so the task's socket asks the network once more.
 */
final class ServiceConnectEndpoint implements AutoCloseable {
    private final Endpoint declared;
    private final String owner;
    private final String address;
    private final Network network;
    private final Predicate<String> isClient;
    private final List<Instance> instances = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Gate gate;

    private record Instance(NetworkInterface network, int port, BooleanSupplier healthy) {}

    /**
     * Opens its port.
     *
     * @param owner the service whose tasks it is
     * @param isClient whether tasks at an address know this endpoint
     */
    ServiceConnectEndpoint(
            Endpoint declared, String owner, String address, Network network, Predicate<String> isClient) {
        this.declared = declared;
        this.owner = owner;
        this.address = address;
        this.network = network;
        this.isClient = isClient;
        gate = new Gate(address, declared.port(), this::way);
    }

    Endpoint declared() {
        return declared;
    }

    String owner() {
        return owner;
    }

    String address() {
        return address;
    }

    void add(NetworkInterface task, int port, BooleanSupplier healthy) {
        instances.add(new Instance(task, port, healthy));
    }

    void remove(NetworkInterface task) {
        instances.removeIf(one -> one.network().equals(task));
    }

    private Optional<Gate.Way> way(String from) {
        var caller = network.at(from);
        if (caller.isPresent() && !isClient.test(from)) {
            network.refusals()
                    .tell(
                            caller.get(),
                            caller.get().owner() + " does not know the Service Connect endpoint " + declared.dnsName()
                                    + ":" + declared.port()
                                    + ": enable Service Connect for its service, with the endpoint's namespace, and"
                                    + " deploy it after the endpoint's service");
        }
        if (caller.isEmpty() || !isClient.test(from)) {
            return Optional.empty();
        }
        return next().filter(one -> network.admits(from, one.network(), one.port()))
                .map(one -> new Gate.Way(one.network().loopback(), one.port(), from));
    }

    private Optional<Instance> next() {
        var healthy =
                instances.stream().filter(one -> one.healthy().getAsBoolean()).toList();
        return healthy.isEmpty()
                ? Optional.empty()
                : Optional.of(healthy.get(Math.floorMod(turn.getAndIncrement(), healthy.size())));
    }

    @Override
    public void close() {
        gate.close();
    }
}
