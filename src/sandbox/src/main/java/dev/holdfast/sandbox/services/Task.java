package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.network.NetworkInterface;
import dev.holdfast.sandbox.services.TaskDefinition.ContainerDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A running task of a service: its containers, its network interface and its places in target groups. */
final class Task {
    /** AWS waits the whole deregistration delay (300 s by default); here, at most this long for requests under way. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    /** When a task that nobody asks about its health counts as running well. */
    private static final Duration RUNNING = Duration.ofSeconds(2);

    private final Fargate fargate;
    private final Resource service;
    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final long started = System.nanoTime();
    private final Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final List<Running> containers = new ArrayList<>();
    private final List<Place> places = new CopyOnWriteArrayList<>();
    private final NetworkInterface network;
    private final Map<String, String> names;

    private record Running(
            ContainerDefinition definition,
            ContainerProcess process,
            Optional<ContainerHealth> health,
            LogStream log) {}

    private record Place(String group, TargetGroup targets, TargetGroup.Target target) {}

    /**
     * Starts a task.
     *
     * @throws dev.holdfast.sandbox.cloud.AwsException with ECS's reason, if it cannot be started; nothing is left then
     */
    Task(Fargate fargate, Resource service, TaskDefinition definition) {
        this.fargate = fargate;
        this.service = service;
        network = fargate.interfaces()
                .attach(
                        service,
                        this + " of " + Service.name(service),
                        configured("subnets"),
                        configured("securityGroups"),
                        publicAddress());
        try {
            names = fargate.serviceConnect().join(network, service, service.texts(Service.ENDPOINTS));
            for (var container : definition.containers()) {
                start(container, definition);
            }
            register();
            fargate.serviceConnect().register(network, service, definition, this::healthy);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    String id() {
        return id;
    }

    /** What a person calls it, for example {@code task 1f2e3d4c}. */
    @Override
    public String toString() {
        return "task " + id.substring(0, 8);
    }

    NetworkInterface network() {
        return network;
    }

    /** The process ids of its containers. */
    List<Long> pids() {
        return containers.stream().map(one -> one.process().pid()).toList();
    }

    /** Why it is to be replaced, if it is. */
    Optional<String> failure() {
        for (var one : containers) {
            var name = one.definition().name();
            var exit = one.process().exitCode();
            if (one.definition().essential() && exit.isPresent()) {
                var end = ContainerExit.of(exit.getAsInt(), one.log().tail());
                return Optional.of("essential container " + name + " " + end);
            }
            var unhealthy = one.health().flatMap(ContainerHealth::failure);
            if (unhealthy.isPresent()) {
                return Optional.of("container " + name + " failed its health check: " + unhealthy.get());
            }
        }
        return age().toSeconds() < service.number("healthCheckGracePeriodSeconds", 0)
                ? Optional.empty()
                : places.stream()
                        .filter(one -> one.target().health() == TargetGroup.Health.UNHEALTHY)
                        .map(one -> "it failed ELB health checks in target group " + one.group() + ": "
                                + one.target().reason())
                        .findFirst();
    }

    /** Whether it does its work. */
    boolean healthy() {
        var checked = !places.isEmpty()
                || containers.stream().anyMatch(one -> one.health().isPresent());
        return inService()
                && containers.stream()
                        .allMatch(one ->
                                one.process().alive() || !one.definition().essential())
                && containers.stream().allMatch(one -> one.health().stream().allMatch(ContainerHealth::healthy))
                && (checked || age().compareTo(RUNNING) > 0);
    }

    /** What the network refused to it, as the end of a message. */
    String refusals() {
        return fargate.refusals().summary(network);
    }

    /** Whether ECS reads secrets for it before it starts. */
    boolean isGivenSecrets() {
        return containers.stream().anyMatch(one -> !one.definition().secrets().isEmpty());
    }

    /** Kills its programs, as a failing machine would. */
    void kill() {
        containers.forEach(one -> one.process().kill());
    }

    /** Its id, address and age, and whether it is healthy or why not. */
    String describe() {
        var why = Stream.concat(
                        containers.stream()
                                .flatMap(one -> one.health().stream()
                                        .flatMap(health -> health
                                                .complaint()
                                                .map(text -> "container "
                                                        + one.definition().name() + ": " + text)
                                                .stream())),
                        places.stream()
                                .filter(one -> one.target().health() != TargetGroup.Health.HEALTHY)
                                .map(one -> "target group " + one.group() + ": "
                                        + one.target().reason()))
                .collect(Collectors.joining("; "));
        return "task " + id.substring(0, 8) + "  " + network.address() + "  since " + since + "  "
                + (healthy() ? "healthy" : "not healthy" + (why.isEmpty() ? "" : ": " + why));
    }

    /** The last lines of the containers' logs. */
    List<String> tail() {
        return containers.stream().flatMap(one -> one.log().tail().stream()).toList();
    }

    /** Takes it out of service and ends it, in the background. */
    CompletableFuture<Void> end() {
        var end = new CompletableFuture<Void>();
        var thread = new Thread(
                () -> {
                    stop();
                    end.complete(null);
                },
                "end of task " + id);
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    /** The same, and returns when it is done. */
    void stop() {
        fargate.serviceConnect().deregister(network);
        try {
            for (var place : places) {
                place.targets().deregister(place.target(), DRAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        containers.forEach(one -> one.health().ifPresent(ContainerHealth::end));
        containers.forEach(one -> one.process().stop(one.definition().patience()));
        fargate.runtime().forget(id);
        fargate.serviceConnect().leave(network);
        fargate.refusals().forget(network);
        fargate.interfaces().detach(network);
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private boolean inService() {
        return places.size() == service.objects("loadBalancers").size()
                && places.stream().allMatch(one -> one.target().health() == TargetGroup.Health.HEALTHY);
    }

    private List<String> configured(String property) {
        return service.objects("networkConfiguration").stream()
                .flatMap(one -> ((List<?>) one.getOrDefault(property, List.of())).stream())
                .map(String::valueOf)
                .toList();
    }

    private boolean publicAddress() {
        return service.objects("networkConfiguration").stream()
                .anyMatch(one -> Boolean.TRUE.equals(one.get("assignPublicIp")));
    }

    private void start(ContainerDefinition definition, TaskDefinition task) {
        new TaskResources(fargate.network(), network).check(definition);
        var launch = new TaskLaunch(fargate, service, task, id, network.address());
        var directory = fargate.runtime().directory(id, names);
        var container = launch.container(definition);
        var log = launch.log(definition, directory);
        var process = new ContainerProcess(fargate.runtime().start(container, directory), log);
        var health = Optional.ofNullable(definition.healthCheck())
                .filter(check ->
                        check.command() != null && !check.command().get(0).equals("NONE"))
                .map(check -> new ContainerHealth(fargate.runtime(), container, directory, check, this::inService));
        containers.add(new Running(definition, process, health, log));
    }

    private void register() {
        for (var balancer : service.objects("loadBalancers")) {
            var group = String.valueOf(balancer.get("targetGroupArn"));
            var targets = fargate.targetGroups().get(group);
            var port = ((Number) balancer.get("containerPort")).intValue();
            var name = group.replaceFirst(".*:targetgroup/([^/]+)/.*", "$1");
            places.add(new Place(name, targets, targets.register(network.loopback(), port)));
        }
    }
}
