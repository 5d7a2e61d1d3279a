package dev.holdfast.sandbox.network;

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

    private Optional<String> told(NetworkInterface concerned, Optional<String> refusal) {
        refusal.ifPresent(why -> refusals.tell(concerned, why));
        return refusal;
    }
}
