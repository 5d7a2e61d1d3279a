package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A listener of a load balancer: an open port, with HTTP or HTTPS. */
final class Listener implements Behaviour {
    static final String TYPE = "aws:lb/listener:Listener";

    private static final long RETRY = 2000;

    private static final Set<String> PROTOCOLS = Set.of("HTTP", "HTTPS");

    /** What an open port cannot change. */
    private static final List<String> OF_PORT = List.of("certificateArn", "protocol", "sslPolicy");

    private final Resources resources;
    private final HttpFrontend frontend;
    private final ListenerTls tls;
    private final Events events;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    Listener(Resources resources, HttpFrontend frontend, ListenerTls tls, Events events) {
        this.resources = resources;
        this.frontend = frontend;
        this.tls = tls;
        this.events = events;
    }

    @Override
    public Map<String, Object> create(Resource listener, Report report) {
        check(listener);
        var port = open(listener);
        report.info("port " + listener.number("port", 80) + " is " + scheme(listener) + "://localhost:" + port);
        return Map.of(LoadBalancer.PORT, port);
    }

    /** The load balancer's own port is that of its first listener for HTTP. */
    private int open(Resource listener) {
        var balancer = balancer(listener);
        // Two listeners that come at once would find the same port free.
        synchronized (frontend) {
            var first = !ListenerTls.isHttps(listener)
                    && resources.all(TYPE).stream()
                            .noneMatch(
                                    one -> one.number(LoadBalancer.PORT, 0) == balancer.number(LoadBalancer.PORT, -1));
            var port = first ? balancer.number(LoadBalancer.PORT, 0) : LoadBalancer.freePort(resources);
            try {
                frontend.open(arn(listener), port, tls.of(listener));
            } catch (IOException e) {
                throw new AwsException("ListenerPortInUse", taken(port, balancer));
            }
            return port;
        }
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        check(after);
        if (OF_PORT.stream().anyMatch(name -> !before.text(name).equals(after.text(name)))) {
            suspend(before);
            try {
                frontend.open(arn(after), after.number(LoadBalancer.PORT, 0), tls.of(after));
            } catch (IOException e) {
                throw new AwsException("ListenerPortInUse", taken(after.number(LoadBalancer.PORT, 0), after));
            }
        }
        return Map.of();
    }

    @Override
    public void delete(Resource listener, Report report) {
        suspend(listener);
    }

    @Override
    public void resume(Resource listener) {
        var port = listener.number(LoadBalancer.PORT, 0);
        var balancer = balancer(listener);
        var thread = new Thread(() -> open(listener, port, taken(port, balancer)), "listener " + port);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void suspend(Resource listener) {
        waiting.remove(arn(listener));
        frontend.close(arn(listener));
    }

    @Override
    public String describe(Resource listener) {
        var port = listener.number(LoadBalancer.PORT, 0);
        return waiting.contains(arn(listener)) ? taken(port, listener) : scheme(listener) + "://localhost:" + port;
    }

    private static String scheme(Resource listener) {
        return ListenerTls.isHttps(listener) ? "https" : "http";
    }

    /** Whether it listens, and does not wait for its port. */
    boolean isOpen(Resource listener) {
        return !waiting.contains(arn(listener));
    }

    private void open(Resource listener, int port, String taken) {
        waiting.add(arn(listener));
        var told = false;
        while (waiting.contains(arn(listener))) {
            try {
                frontend.open(arn(listener), port, tls.of(listener));
                waiting.remove(arn(listener));
                if (told) {
                    events.tell(listener.account(), "listener " + port, "listens again: the port became free");
                }
            } catch (IOException e) {
                if (!told) {
                    events.tell(listener.account(), "listener " + port, taken + "; it is tried again until it is free");
                    told = true;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String taken(int port, Resource balancer) {
        return "port " + port + " of this machine, where " + balancer + " listens, is taken by another program: end it"
                + " (ss -ltnp 'sport = :" + port + "' shows it)";
    }

    @Override
    public Optional<String> problem(Resource listener) {
        var port = listener.number(LoadBalancer.PORT, 0);
        return waiting.contains(arn(listener))
                ? Optional.of("port " + port + " of this machine is taken by another program (ss -ltnp 'sport = :"
                        + port + "' shows it). End that; the load balancer then listens by itself")
                : Optional.empty();
    }

    private void check(Resource listener) {
        var protocol = listener.text("protocol").orElse("HTTP");
        if (!PROTOCOLS.contains(protocol)) {
            throw new AwsException(
                    "ValidationError",
                    "Listener protocol '" + protocol
                            + "' must be one of 'HTTPS, HTTP' for an application load balancer");
        }
        tls.check(listener);
        ListenerAction.check(listener.objects("defaultActions"));
    }

    private Resource balancer(Resource listener) {
        return resources.byArn(listener.text("loadBalancerArn").orElse("")).orElse(listener);
    }

    private static String arn(Resource listener) {
        return listener.arn().orElse(listener.id());
    }
}
