package dev.holdfast.sandbox.network;

import dev.holdfast.sandbox.cloud.Addresses;
import java.util.Optional;

/**
 * Decides about each connection that arrives at a network interface, by the address that it comes from. Refusals are
 * told.
 */
public record Admission(NetworkInterfaces interfaces, Reachability reachability, Refusals refusals) {

    /**
     * Whether a connection may come in.
     *
     * @param from the caller's address on this machine
     * @param to the interface that it has arrived at
     */
    public boolean admits(String from, NetworkInterface to, int port) {
        if (from.equals(Addresses.CLOUD)) {
            return true; // The cloud has asked already, in the name of the one for whom it connects.
        }
        var caller = interfaces.at(from);
        var refusal = caller.isPresent()
                ? reachability.refusal(caller.get(), to, port)
                : reachability.refusalFromInternet(to, port);
        refusal.ifPresent(why -> refusals.tell(caller.orElse(to), why));
        return refusal.isEmpty();
    }

    /** The interface at an address of this machine, for example {@code 127.20.0.5}. */
    public Optional<NetworkInterface> at(String loopback) {
        return interfaces.at(loopback);
    }
}
