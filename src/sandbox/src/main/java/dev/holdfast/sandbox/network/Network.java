package dev.holdfast.sandbox.network;

import dev.holdfast.sandbox.cloud.Addresses;
import java.util.Optional;

/** The network as those see it who carry connections: they ask first, and what is refused is told. */
public record Network(NetworkInterfaces interfaces, Reachability reachability, Refusals refusals) {

    /** Why one interface may not connect to another, if it may not. */
    public Optional<String> refusal(NetworkInterface from, NetworkInterface to, int port) {
        return told(from, reachability.refusal(from, to, port));
    }

    /** Why the internet does not reach an interface, if it does not. */
    public Optional<String> refusalFromInternet(NetworkInterface to, int port) {
        return told(to, reachability.refusalFromInternet(to, port));
    }

    /** Why an interface does not reach an AWS service, if it does not. */
    public Optional<String> refusalToService(NetworkInterface from, String service) {
        return told(from, reachability.refusalToService(from, service));
    }

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
        return at(from).map(caller -> refusal(caller, to, port))
                .orElseGet(() -> refusalFromInternet(to, port))
                .isEmpty();
    }

    /** The interface at an address of this machine, for example {@code 127.20.0.5}. */
    public Optional<NetworkInterface> at(String loopback) {
        return interfaces.at(loopback);
    }

    private Optional<String> told(NetworkInterface concerned, Optional<String> refusal) {
        refusal.ifPresent(why -> refusals.tell(concerned, why));
        return refusal;
    }
}
