package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Resource;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A target group's targets and their health, as the load balancer's own HTTP requests find it. A target is healthy after
 * its first good answer, and counts as unhealthy from the declared number of bad ones at the declared interval on; only
 * until the first good answer it is asked more often, to keep a deployment short.
 */
final class TargetGroup {
    static final String TYPE = "aws:lb/targetGroup:TargetGroup";

    private static final Duration FIRST = Duration.ofMillis(300);
    private static final HealthCheckClient HTTP = new HealthCheckClient();

    /** The states of a target that matter to a request. */
    enum Health {
        INITIAL,
        HEALTHY,
        UNHEALTHY
    }

    private final Supplier<Optional<Resource>> declared;
    private final BiFunction<String, Integer, Optional<String>> refusal;
    private final List<Target> targets = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * A group as it is declared at each moment.
     *
     * @param refusal why its load balancer may not connect to an address and port, if it may not
     */
    TargetGroup(Supplier<Optional<Resource>> declared, BiFunction<String, Integer, Optional<String>> refusal) {
        this.declared = declared;
        this.refusal = refusal;
    }

    /** Where the next request goes: round robin over the healthy targets, or over all where none is healthy, as ALB does. */
    Optional<Target> next() {
        var all = List.copyOf(targets);
        var healthy = all.stream().filter(one -> one.health == Health.HEALTHY).toList();
        var eligible = healthy.isEmpty() ? all : healthy;
        return eligible.isEmpty()
                ? Optional.empty()
                : Optional.of(eligible.get(Math.floorMod(turn.getAndIncrement(), eligible.size())));
    }

    /** Adds a target, an address of this machine, and watches its health. */
    Target register(String address, int port) {
        var target = new Target(address, port);
        targets.add(target);
        target.watch.start();
        return target;
    }

    /** Takes the target out and returns when none of its requests is under way, or after the deregistration delay. */
    void deregister(Target target, Duration atMost) throws InterruptedException {
        targets.remove(target);
        target.watch.interrupt();
        var delay = Duration.ofSeconds(declared.get()
                .map(group -> group.number("deregistrationDelay", 300))
                .orElse(0));
        var end = System.nanoTime() + (delay.compareTo(atMost) < 0 ? delay : atMost).toNanos();
        while (target.requests.get() > 0 && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }

    /** A line such as {@code 2 healthy of 2}. */
    String describe() {
        var healthy =
                targets.stream().filter(one -> one.health == Health.HEALTHY).count();
        return healthy + " healthy of " + targets.size();
    }

    /** A line for each target: its address, and whether it is healthy or why not. */
    List<String> details() {
        return targets.stream()
                .map(one -> "target " + one.address.replaceFirst("^127", "10") + ":" + one.port + "  "
                        + (one.health == Health.HEALTHY
                                ? "healthy"
                                : one.health.name().toLowerCase(Locale.ROOT) + ": " + one.reason))
                .toList();
    }

    /** The declared check, with the defaults of ELB. */
    private record Check(
            String path, int port, String matcher, Duration interval, Duration timeout, int good, int bad) {
        static Check of(Resource group, int traffic) {
            var check = new Resource(
                    TYPE,
                    group.account(),
                    group.region(),
                    group.id(),
                    group.inputs(),
                    group.objects("healthCheck").stream().findFirst().orElseGet(java.util.Map::of));
            var port = check.text("port").orElse("traffic-port");
            return new Check(
                    check.text("path").orElse("/"),
                    port.equals("traffic-port") ? traffic : Integer.parseInt(port),
                    check.text("matcher").filter(text -> !text.isBlank()).orElse("200"),
                    Duration.ofSeconds(check.number("interval", 30)),
                    Duration.ofSeconds(check.number("timeout", 5)),
                    check.number("healthyThreshold", 3),
                    check.number("unhealthyThreshold", 3));
        }

        boolean matches(int status) {
            return Arrays.stream(matcher.split(",")).anyMatch(range -> {
                var ends = range.trim().split("-");
                return status >= Integer.parseInt(ends[0]) && status <= Integer.parseInt(ends[ends.length - 1]);
            });
        }
    }

    /** One address and port of the group. */
    final class Target {
        final String address;
        final int port;
        private final AtomicInteger requests = new AtomicInteger();
        private final Thread watch = new Thread(this::watch, "target health");
        private volatile Health health = Health.INITIAL;
        private volatile String reason = "Elb.InitialHealthChecking";

        private Target(String address, int port) {
            this.address = address;
            this.port = port;
            watch.setDaemon(true);
        }

        Health health() {
            return health;
        }

        /** Why it is not healthy, in ELB's words. */
        String reason() {
            return reason;
        }

        void begin() {
            requests.incrementAndGet();
        }

        void end() {
            requests.decrementAndGet();
        }

        private void watch() {
            var since = System.nanoTime();
            var good = 0;
            var bad = 0;
            try {
                while (targets.contains(this)) {
                    var check = declared.get().map(group -> Check.of(group, port));
                    if (check.isEmpty()) {
                        return;
                    }
                    var failure = failure(check.get());
                    good = failure.isEmpty() ? good + 1 : 0;
                    bad = failure.isEmpty() ? 0 : bad + 1;
                    reason = failure.orElse("");
                    if (good > 0
                            && (health == Health.INITIAL || good >= check.get().good())) {
                        health = Health.HEALTHY;
                    } else if (health == Health.INITIAL) {
                        var limit =
                                check.get().interval().multipliedBy(check.get().bad());
                        health = System.nanoTime() - since > limit.toNanos() ? Health.UNHEALTHY : health;
                    } else if (bad >= check.get().bad()) {
                        health = Health.UNHEALTHY;
                    }
                    Thread.sleep((health == Health.INITIAL ? FIRST : check.get().interval()).toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private Optional<String> failure(Check check) throws InterruptedException {
            var refused = refusal.apply(address, check.port());
            if (refused.isPresent()) {
                return Optional.of("Request timed out: " + refused.get());
            }
            var uri = URI.create("http://" + address + ":" + check.port() + check.path());
            try {
                var status = HTTP.status(uri, check.timeout());
                return check.matches(status)
                        ? Optional.empty()
                        : Optional.of("Health checks failed with these codes: [" + status + "]");
            } catch (TimeoutException e) {
                return Optional.of("Request timed out");
            } catch (ExecutionException e) {
                return Optional.of("Health checks failed: nothing answers at port " + check.port());
            }
        }
    }
}
