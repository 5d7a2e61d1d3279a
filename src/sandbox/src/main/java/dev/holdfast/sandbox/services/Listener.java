package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A listener of a load balancer: an open port. Only HTTP, because this sandbox has no certificates for listeners yet. */
final class Listener implements Behaviour {
    static final String TYPE = "aws:lb/listener:Listener";

    private static final long RETRY = 2000;

    private final Resources resources;
    private final HttpFrontend frontend;
    private final Events events;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    Listener(Resources resources, HttpFrontend frontend, Events events) {
        this.resources = resources;
        this.frontend = frontend;
        this.events = events;
    }

    @Override
    public Map<String, Object> create(Resource listener, Report report) {
        check(listener);
        var balancer = balancer(listener);
        var first = resources.all(TYPE).stream()
                .noneMatch(one -> one.number(LoadBalancer.PORT, 0) == balancer.number(LoadBalancer.PORT, -1));
        var port = first ? balancer.number(LoadBalancer.PORT, 0) : LoadBalancer.freePort(resources);
        try {
            frontend.open(arn(listener), port);
        } catch (IOException e) {
            throw new AwsException("ListenerPortInUse", taken(port, balancer));
        }
        report.info("port " + listener.number("port", 80) + " is http://localhost:" + port);
        return Map.of(LoadBalancer.PORT, port);
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        check(after);
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
        return waiting.contains(arn(listener)) ? taken(port, listener) : "http://localhost:" + port;
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
                frontend.open(arn(listener), port);
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

    private static void check(Resource listener) {
        var protocol = listener.text("protocol").orElse("HTTP");
        if (!protocol.equals("HTTP")) {
            throw new AwsException(
                    "UnsupportedProtocol",
                    "listener protocol " + protocol + ": this sandbox has no TLS on listeners yet, use HTTP here");
        }
        ListenerAction.check(listener.objects("defaultActions"));
    }

    private Resource balancer(Resource listener) {
        return resources.byArn(listener.text("loadBalancerArn").orElse("")).orElse(listener);
    }

    private static String arn(Resource listener) {
        return listener.arn().orElse(listener.id());
    }
}
