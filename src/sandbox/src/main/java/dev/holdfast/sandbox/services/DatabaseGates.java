package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.network.Network;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ports at which databases are reached. PostgreSQL itself listens elsewhere, and only to callers from its own address,
 * which nobody but its gate has. A gate is there for as long as the instance is, whether PostgreSQL runs or not.
 */
final class DatabaseGates implements AutoCloseable {
    private final Network network;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    DatabaseGates(Network network) {
        this.network = network;
    }

    /** Opens the port of an instance, if it is not open; its security groups are those of now from now on. */
    void open(DbInstance db) {
        network.interfaces().adopt(db.network());
        gates.computeIfAbsent(db.id(), id -> {
            var address = db.network().loopback();
            return new Gate(address, db.port(), from -> way(from, address, db.port()));
        });
    }

    void close(DbInstance db) {
        var gate = gates.remove(db.id());
        if (gate != null) {
            gate.close();
        }
    }

    /** Closes it for good. */
    void forget(DbInstance db) {
        close(db);
        network.at(Addresses.loopback(db.address())).ifPresent(database -> {
            network.refusals().forget(database);
            network.interfaces().detach(database);
        });
    }

    private Optional<Gate.Way> way(String from, String address, int port) {
        return network.at(address)
                .filter(database -> network.admits(from, database, port))
                .map(database -> new Gate.Way(address, Addresses.BEHIND_GATE, address));
    }

    @Override
    public void close() {
        gates.values().forEach(Gate::close);
        gates.clear();
    }
}
