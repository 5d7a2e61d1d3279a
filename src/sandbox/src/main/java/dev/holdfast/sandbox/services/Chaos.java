package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Breaks a part of a running system on purpose, and tells whether all of it is as it should be. A system is named by its
 * URL; its parts are {@code database}, {@code cache}, {@code secrets}, {@code cloud}, and its services by the last part of their
 * names.
 */
public final class Chaos implements AutoCloseable {
    private static final String DATABASE = "database";
    private static final String CACHE = "cache";
    private static final String SECRETS = "secrets";
    private static final String CLOUD = "cloud";
    private static final String SECRETS_MANAGER = "secretsmanager";

    /** How long a trial's task may take to become healthy. */
    private static final Duration TRIAL = Duration.ofSeconds(60);

    private final Resources resources;
    private final Service services;
    private final Rds rds;
    private final ServerlessCache caches;
    private final Listener listeners;
    private final Fargate fargate;
    private final Map<String, ScheduledFuture<?>> ends = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "chaos");
        thread.setDaemon(true);
        return thread;
    });

    Chaos(Fargate fargate, Service services, Rds rds, ServerlessCache caches, Listener listeners) {
        this.resources = fargate.resources();
        this.fargate = fargate;
        this.services = services;
        this.rds = rds;
        this.caches = caches;
        this.listeners = listeners;
    }

    /** What can be broken of the system at a URL. */
    public List<String> targets(String url) {
        var system = system(url);
        return Stream.concat(
                        Stream.of(
                                        system.databases().isEmpty() ? "" : DATABASE,
                                        system.caches().isEmpty() ? "" : CACHE,
                                        SECRETS,
                                        CLOUD)
                                .filter(name -> !name.isEmpty()),
                        system.services().stream().map(Chaos::lastPart).sorted())
                .distinct()
                .toList();
    }

    /**
     * Breaks a part; it mends by itself, except for the cloud, which whoever asks has to kill and start again.
     *
     * @param duration how long secrets cannot be read
     * @return what was broken, in a sentence
     * @throws AwsException if there is no such part, or it does not run
     */
    public String begin(String url, String target, Duration duration) {
        var system = system(url);
        if (!targets(url).contains(target)) {
            throw new AwsException(
                    "InvalidParameterValue",
                    "there is no '" + target + "' to break: allowed are " + String.join(", ", targets(url)));
        }
        events().tell(system.account(), "chaos", target + " is broken on purpose");
        return switch (target) {
            case DATABASE -> system.databases().stream().map(this::kill).collect(Collectors.joining("; "));
            case CACHE ->
                system.caches().stream()
                        .map(cache -> "the server of cache " + cache.id() + ", " + caches.kill(cache) + ", was killed")
                        .collect(Collectors.joining("; "));
            case SECRETS -> breakSecrets(system.account(), duration);
            case CLOUD -> "the cloud, process " + ProcessHandle.current().pid() + ", is killed";
            default -> killTask(service(system, target));
        };
    }

    /** Ends what does not end by itself, and notes how it went. */
    public void end(String url, String outcome) {
        var system = system(url);
        mendSecrets(system.account());
        events().tell(system.account(), "chaos", outcome);
    }

    /** What of the system is not as it should be; empty if all is. */
    public List<String> missing(String url) {
        var system = system(url);
        var missing = new ArrayList<String>();
        for (var database : system.databases()) {
            if (!rds.ready(database)) {
                missing.add("database " + database.text("identifier").orElse(database.id()) + ": "
                        + rds.describe(database));
            }
        }
        for (var cache : system.caches()) {
            caches.problem(cache).ifPresent(why -> missing.add("cache " + cache.id() + ": " + why));
        }
        for (var service : system.services()) {
            if (!services.steady(service)) {
                missing.add("service " + Service.name(service) + ": " + services.describe(service));
            }
        }
        for (var listener : system.listeners()) {
            if (!listeners.isOpen(listener)) {
                missing.add("listener: " + listeners.describe(listener));
            }
        }
        return missing;
    }

    /** Starts one more task of each service whose tasks are given a secret, and says what became of it. */
    public List<String> trial(String url) {
        return system(url).services().stream()
                .filter(this::isGivenSecrets)
                .map(one -> services.trial(one, TRIAL)
                        .map(reason -> "a new task of " + Service.name(one) + " does not start: " + reason)
                        .orElse("a new task of " + Service.name(one) + " starts"))
                .toList();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private String kill(Resource database) {
        return "PostgreSQL of " + database.text("identifier").orElse(database.id()) + ", " + rds.kill(database)
                + ", was killed";
    }

    private String killTask(Resource service) {
        var task = services.tasks(service).stream()
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        "InvalidParameterException",
                        Service.name(service) + " runs no task that could be killed: " + services.describe(service)));
        var pids = task.pids();
        task.kill();
        return task + " of " + Service.name(service) + ", process "
                + pids.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ", was killed";
    }

    private String breakSecrets(String account, Duration duration) {
        mendSecrets(account);
        fargate.endpoint().outages().begin(SECRETS_MANAGER, account, duration);
        ends.put(account, clock.schedule(() -> mendSecrets(account), duration.toMillis(), TimeUnit.MILLISECONDS));
        return "Secrets Manager answers " + Outages.CODE + " for " + duration.toSeconds() + " s";
    }

    private void mendSecrets(String account) {
        Optional.ofNullable(ends.remove(account)).ifPresent(end -> end.cancel(false));
        if (fargate.endpoint().outages().end(SECRETS_MANAGER, account)) {
            events().tell(account, "chaos", "secrets: Secrets Manager answers again");
        }
    }

    private boolean isGivenSecrets(Resource service) {
        return services.tasks(service).stream().anyMatch(Task::isGivenSecrets);
    }

    private static Resource service(VpcSystem system, String target) {
        return system.services().stream()
                .filter(one -> target.equals(lastPart(one)))
                .findFirst()
                .orElseThrow();
    }

    private VpcSystem system(String url) {
        return VpcSystem.at(resources, url)
                .orElseThrow(() ->
                        new AwsException("LoadBalancerNotFound", "no load balancer of this cloud answers at " + url));
    }

    private Events events() {
        return fargate.events();
    }

    /** {@code api} for {@code holdfast-dev-api}, as people call it. */
    private static String lastPart(Resource service) {
        var name = Service.name(service);
        return name.substring(name.lastIndexOf('-') + 1);
    }
}
