package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The tasks that a service runs of one task definition: as many as desired, each replaced when it fails. */
final class Deployment {
    /** The circuit breaker's threshold is half the desired count, but within these (the ECS guide). */
    private static final int MOST_FAILURES = 200;

    private static final int FEWEST_FAILURES = 3;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final Fargate fargate;
    private final Resource service;
    private final TaskDefinition definition;
    private final List<Task> tasks = new CopyOnWriteArrayList<>();
    private volatile int desired;
    private int failures;
    private boolean disturbed;
    private int replaced;
    private String lastFailure = "";
    private String lastReason = "";
    private Instant lastReplaced = Instant.EPOCH;
    private long notBefore = System.nanoTime();

    Deployment(Fargate fargate, Resource service, TaskDefinition definition, int desired) {
        this.fargate = fargate;
        this.service = service;
        this.definition = definition;
        this.desired = desired;
    }

    TaskDefinition definition() {
        return definition;
    }

    /** What the next cloud has to know about it, as outputs of the service. */
    Map<String, Object> remembered() {
        return Map.of(Service.RUNNING, definition.arn(), Service.ENDPOINTS, service.texts(Service.ENDPOINTS));
    }

    List<Task> tasks() {
        return tasks;
    }

    int desired() {
        return desired;
    }

    void scale(int count) {
        desired = count;
    }

    /** Ends what has failed or is too many, starts what is missing; returns the tasks that are ending. */
    void reconcile(List<CompletableFuture<Void>> ending) {
        for (var task : tasks) {
            task.failure().ifPresent(reason -> {
                tell(task + " is replaced: " + reason);
                replaced(reason);
                failed(reason + task.refusals(), task.tail());
                tasks.remove(task);
                ending.add(task.end());
            });
        }
        while (tasks.size() > desired) {
            ending.add(tasks.remove(0).end());
        }
        while (tasks.size() < desired && System.nanoTime() - notBefore >= 0) {
            try {
                tasks.add(new Task(fargate, service, definition));
            } catch (AwsException e) {
                if (!lastFailure.equals(e.toString())) {
                    tell("a task cannot be started, which is tried again and again: " + e);
                }
                failed(e.toString(), List.of());
            }
        }
        if (steady()) {
            failures = 0;
            lastFailure = "";
            if (disturbed) {
                disturbed = false;
                tell("is steady again: " + describe());
            }
        }
    }

    /** It does not run as it should, which is told when it does again. */
    void disturbed() {
        disturbed = true;
    }

    /** All desired tasks do their work. */
    boolean steady() {
        return tasks.size() == desired && tasks.stream().allMatch(Task::healthy);
    }

    /** More tasks have failed in a row than ECS's circuit breaker allows. */
    boolean broken() {
        return failures >= Math.min(MOST_FAILURES, Math.max(FEWEST_FAILURES, (desired + 1) / 2));
    }

    /** Why the last task failed, with the last lines of its log. */
    String lastFailure() {
        return lastFailure;
    }

    /** Tells that it has failed for good, and what runs instead. */
    void givenUp(Optional<Deployment> instead) {
        var reason = lastFailure.lines().findFirst().orElse("");
        var runs = instead.map(one -> "; " + one.definition + " still runs").orElse("; nothing runs in its place");
        tell("the deployment of " + definition + " was given up: " + reason + runs);
    }

    void end(List<CompletableFuture<Void>> ending) {
        desired = 0;
        tasks.forEach(task -> ending.add(task.end()));
        tasks.clear();
    }

    /** A line for each task, and one for those that were replaced. */
    Stream<String> details() {
        var before = replaced == 0
                ? Stream.<String>empty()
                : Stream.of("restarts: " + replaced + "; the last at " + lastReplaced + " because "
                        + lastReason.lines().findFirst().orElse(""));
        return Stream.concat(tasks.stream().map(Task::describe), before);
    }

    /** For example {@code api:3: 1 of 2 tasks healthy}. */
    String describe() {
        var healthy = tasks.stream().filter(Task::healthy).count();
        var state = definition + ": " + healthy + " of " + desired + " tasks healthy";
        return failures == 0
                ? state
                : state + ", " + failures + " failed, the last because "
                        + lastFailure.lines().findFirst().orElse("");
    }

    private void tell(String what) {
        fargate.events().tell(service.account(), "service " + Service.name(service), what);
    }

    private void replaced(String reason) {
        replaced++;
        lastReason = reason;
        lastReplaced = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private void failed(String reason, List<String> log) {
        failures++;
        disturbed = true;
        lastFailure = reason + (log.isEmpty() ? "" : "\nIts log ends with:\n  " + String.join("\n  ", log));
        // Tasks that keep failing are restarted less and less often, as ECS throttles them.
        var pause = failures < FEWEST_FAILURES ? 0 : 1L << Math.min(10, failures - FEWEST_FAILURES);
        notBefore = System.nanoTime() + Math.min(LONGEST_PAUSE.toNanos(), pause * 1_000_000_000L);
    }
}
