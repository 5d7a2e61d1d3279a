package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.network.NetworkInterface;
import dev.holdfast.sandbox.network.Reachability;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network where an interface may connect to everything if one of its security groups is open, and to nothing if not. */
final class OpenGroups implements Reachability {
    final Set<String> groups = ConcurrentHashMap.newKeySet();

    /** The ports that the internet reaches. */
    final Set<Integer> publicPorts = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<String> refusal(NetworkInterface from, NetworkInterface to, int port) {
        return from.securityGroups().stream().anyMatch(groups::contains)
                ? Optional.empty()
                : Optional.of("no rule lets " + from.owner() + " reach " + to.owner() + " on port " + port);
    }

    @Override
    public Optional<String> refusalFromInternet(NetworkInterface to, int port) {
        return publicPorts.contains(port)
                ? Optional.empty()
                : Optional.of("no rule lets the internet reach " + to.owner() + " on port " + port);
    }

    @Override
    public Optional<String> refusalToService(NetworkInterface from, String service) {
        return Optional.empty();
    }
}
