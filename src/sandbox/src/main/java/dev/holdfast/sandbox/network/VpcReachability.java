package dev.holdfast.sandbox.network;

import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.network.SecurityGroups.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Decides as a VPC does, from the security groups, routes and endpoints that are declared at the moment. Not known here:
 * network ACLs, endpoint policies, peering and IPv6.
 */
public final class VpcReachability implements Reachability {
    /** The types of resources that it decides by. */
    public static final Set<String> TYPES = Set.of(
            Vpc.TYPE,
            Vpc.SUBNET,
            SecurityGroups.TYPE,
            Direction.INGRESS.type,
            Direction.EGRESS.type,
            RouteTables.TYPE,
            RouteTables.ASSOCIATION,
            RouteTables.ROUTE,
            RouteTables.NAT_GATEWAY,
            RouteTables.INTERNET_GATEWAY,
            Endpoints.TYPE);

    private static final int HTTPS = 443;

    private final Resources resources;
    private volatile Answers answers = new Answers(-1, Map.of());

    /** What was decided since the resources changed last: the load balancers ask for every request. */
    private record Answers(long changes, Map<List<Object>, Optional<String>> byQuestion) {}

    public VpcReachability(Resources resources) {
        this.resources = resources;
    }

    @Override
    public Optional<String> refusal(NetworkInterface from, NetworkInterface to, int port) {
        return once(List.of(from, to, port), () -> between(from, to, port));
    }

    @Override
    public Optional<String> refusalFromInternet(NetworkInterface to, int port) {
        return once(List.of(to, port), () -> fromInternet(to, port));
    }

    @Override
    public Optional<String> refusalToService(NetworkInterface from, String service) {
        return once(List.of(from, service), () -> toService(from, service));
    }

    private Optional<String> once(List<Object> question, Supplier<Optional<String>> decision) {
        // Read before the resources are: an answer may then be thrown away too early, and never too late.
        var changes = resources.changes();
        var known = answers;
        if (known.changes() != changes) {
            known = new Answers(changes, new ConcurrentHashMap<>());
            answers = known;
        }
        return known.byQuestion().computeIfAbsent(question, asked -> decision.get());
    }

    private Optional<String> between(NetworkInterface from, NetworkInterface to, int port) {
        if (from.equals(to)) {
            return Optional.empty();
        }
        var refused = title(from) + " may not connect to " + to.owner() + " on port " + port + ": ";
        var source = Vpc.of(resources, from);
        var destination = Vpc.of(resources, to);
        if (source.isEmpty() || destination.isEmpty()) {
            var outside = source.isEmpty() ? from : to;
            return Optional.of(refused + outside.owner() + " is in no VPC");
        }
        if (!source.get().is(destination.get())) {
            return Optional.of(refused + "they are in different VPCs, "
                    + Vpc.label(source.get().resource()) + " and "
                    + Vpc.label(destination.get().resource()) + ", which have no route to each other");
        }
        var groups = new SecurityGroups(source.get());
        return joined(
                refused,
                Stream.of(
                        groups.missing(Direction.EGRESS, groups.of(from), port, end(groups, to)),
                        groups.missing(Direction.INGRESS, groups.of(to), port, end(groups, from))));
    }

    private Optional<String> fromInternet(NetworkInterface to, int port) {
        var refused = title(to) + " cannot be reached from the internet on port " + port + ": ";
        var vpc = Vpc.of(resources, to);
        if (vpc.isEmpty()) {
            return Optional.of(refused + "it is in no VPC");
        }
        var groups = new SecurityGroups(vpc.get());
        return joined(
                refused,
                Stream.of(
                        to.publicAddress() ? Optional.empty() : Optional.of("it has no public address"),
                        new RouteTables(vpc.get())
                                .noInternetGateway(to.subnet())
                                .map(why -> "its " + why),
                        groups.missing(Direction.INGRESS, groups.of(to), port, OtherEnd.person())));
    }

    private Optional<String> toService(NetworkInterface from, String service) {
        if (from.subnet().isEmpty()) {
            return Optional.empty();
        }
        var refused = title(from) + " cannot reach " + service + ": ";
        var vpc = Vpc.of(resources, from);
        if (vpc.isEmpty()) {
            return Optional.of(refused + "its subnet " + from.subnet() + " is in no VPC");
        }
        var groups = new SecurityGroups(vpc.get());
        var routes = new RouteTables(vpc.get());
        var endpoints = new Endpoints(vpc.get(), service);
        var endpoint = endpoints.withPrivateDns();
        if (endpoint.isPresent()) {
            return joined(refused, toEndpoint(groups, from, endpoint.get()));
        }
        var table = routes.of(from.subnet());
        var gateway = endpoints.gateway(table);
        if (gateway.isPresent()) {
            var list = gateway.get().text("prefixListId").orElse("");
            return joined(
                    refused,
                    Stream.of(groups.missing(Direction.EGRESS, groups.of(from), HTTPS, OtherEnd.ofGateway(list))));
        }
        var noWayOut = routes.noWayOut(from.subnet(), from.publicAddress());
        return noWayOut.isPresent()
                ? Optional.of(refused + "its " + noWayOut.get() + ", and " + endpoints.missing(table)
                        + "; add or mend one of the two")
                : joined(
                        refused,
                        Stream.of(groups.missing(Direction.EGRESS, groups.of(from), HTTPS, OtherEnd.internet())));
    }

    /** The service's name leads to the endpoint's address in any of its subnets, so the way to each has to be open. */
    private static Stream<Optional<String>> toEndpoint(
            SecurityGroups groups, NetworkInterface from, Resource endpoint) {
        var label = "interface endpoint " + Vpc.label(endpoint);
        var subnets = endpoint.texts("subnetIds");
        if (subnets.isEmpty()) {
            return Stream.of(Optional.of(label + ", which takes over the service's name, has no subnets"));
        }
        var missing = new ArrayList<Optional<String>>();
        var own = groups.of(endpoint);
        for (var subnet : subnets) {
            groups.vpc()
                    .find(Vpc.SUBNET, subnet)
                    .flatMap(one -> one.text("cidrBlock"))
                    .flatMap(Cidr::of)
                    .map(range -> OtherEnd.of(groups.labels(own), range, own))
                    .map(end -> groups.missing(Direction.EGRESS, groups.of(from), HTTPS, end))
                    .ifPresent(missing::add);
        }
        missing.add(groups.missing(Direction.INGRESS, own, HTTPS, end(groups, from))
                .map(why -> label + " does not let it in: " + why));
        return missing.stream();
    }

    private static Optional<String> joined(String refused, Stream<Optional<String>> reasons) {
        var all = reasons.flatMap(Optional::stream).distinct().toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(refused + String.join("; ", all));
    }

    private static OtherEnd end(SecurityGroups groups, NetworkInterface one) {
        var own = groups.of(one);
        return OtherEnd.of(own.isEmpty() ? one.address() : groups.labels(own), one.address(), own);
    }

    private String title(NetworkInterface one) {
        return Vpc.of(resources, one)
                .map(SecurityGroups::new)
                .filter(groups -> !groups.of(one).isEmpty())
                .map(groups -> one.owner() + " (" + groups.titles(groups.of(one)) + ")")
                .orElse(one.owner());
    }
}
