package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.network.Network;
import dev.holdfast.sandbox.network.NetworkInterface;
import dev.holdfast.sandbox.network.ResourceInterfaces;
import java.util.Optional;
import java.util.stream.Stream;

/** Who reaches the load balancers, and which targets they reach. */
record LoadBalancerNetwork(Resources resources, Network network) {

    private static final Optional<String> NOWHERE = Optional.of("the load balancer has no place in the network");

    /** Why a client may not connect to a listener, if it may not: a task of this cloud, or a person on the internet. */
    Optional<String> refusalFrom(String client, Resource listener) {
        var to = balancer(listener);
        var from = network.interfaces().at(client);
        var port = listener.number("port", 80);
        if (to.isEmpty()) {
            return NOWHERE;
        }
        return from.isPresent()
                ? network.refusal(from.get(), to.get(), port)
                : network.refusalFromInternet(to.get(), port);
    }

    /** Why a listener's load balancer may not connect to a target, if it may not. */
    Optional<String> refusalTo(Resource listener, String target, int port) {
        var from = balancer(listener);
        var to = network.interfaces().at(target);
        if (from.isEmpty()) {
            return NOWHERE;
        }
        return to.isPresent()
                ? network.refusal(from.get(), to.get(), port)
                : Optional.of("nothing in the network has the address of the target, " + target);
    }

    /** The same for the load balancer of a target group. */
    Optional<String> refusalTo(String targetGroup, String target, int port) {
        var rules = resources.all(ListenerRule.TYPE).stream()
                .filter(rule -> rule.outputs().toString().contains(targetGroup))
                .flatMap(rule -> resources.byArn(rule.text("listenerArn").orElse("")).stream());
        var defaults = resources.all(Listener.TYPE).stream()
                .filter(listener -> listener.outputs().toString().contains(targetGroup));
        return Stream.concat(defaults, rules).findFirst().flatMap(listener -> refusalTo(listener, target, port));
    }

    private Optional<NetworkInterface> balancer(Resource listener) {
        return resources
                .byArn(listener.text("loadBalancerArn").orElse(""))
                .flatMap(new ResourceInterfaces(resources)::loadBalancer);
    }
}
