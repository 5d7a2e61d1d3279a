package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps one service as it is desired: replaces tasks that fail, and rolls out new deployments beside the old one, which
 * goes only when the new one is healthy. A new deployment that keeps failing is given up, and the old one stays.
 */
final class ServiceScheduler {
    private static final long TICK = 300;

    private final Fargate fargate;
    private final Thread thread;
    private final List<CompletableFuture<Void>> ending = new ArrayList<>();
    private Deployment completed;
    private Deployment rollout;
    private String failure;
    private CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();
    private boolean stopped;

    ServiceScheduler(Fargate fargate, String name) {
        this.fargate = fargate;
        thread = new Thread(this::run, "service " + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Rolls out; what comes back is empty when the service is steady with it, and otherwise why it was given up. */
    synchronized CompletableFuture<Optional<String>> deploy(Resource service, TaskDefinition definition, int desired) {
        if (rollout != null) {
            rollout.end(ending);
        }
        rollout = new Deployment(fargate, service, definition, desired);
        return begin();
    }

    /** Changes the number of tasks. */
    synchronized CompletableFuture<Optional<String>> scale(int desired) {
        (rollout == null ? completed : rollout).scale(desired);
        return begin();
    }

    /** How many tasks there are to be, where there is a deployment. */
    synchronized OptionalInt desired() {
        return Stream.of(Optional.ofNullable(rollout), Optional.ofNullable(completed))
                .flatMap(Optional::stream)
                .mapToInt(Deployment::desired)
                .findFirst();
    }

    /** Brings back what ran before the cloud stopped, for as long as it takes. */
    synchronized void resume(Resource service, TaskDefinition definition, int desired) {
        completed = new Deployment(fargate, service, definition, desired);
        completed.disturbed();
    }

    /** All that is desired runs and is healthy, and nothing is being rolled out. */
    synchronized boolean steady() {
        return rollout == null && completed != null && completed.steady();
    }

    /** The task definition of the last deployment that succeeded. */
    synchronized Optional<TaskDefinition> running() {
        return Optional.ofNullable(completed).map(Deployment::definition);
    }

    /** What the next cloud has to know about the last deployment that succeeded. */
    synchronized Map<String, Object> remembered() {
        return completed == null ? Map.of() : completed.remembered();
    }

    /** All tasks, old and new. */
    synchronized List<Task> tasks() {
        var all = new ArrayList<Task>();
        for (var deployment : deployments()) {
            all.addAll(deployment.tasks());
        }
        return all;
    }

    /** What the network refused to its tasks, as the end of a message. */
    synchronized String refusals() {
        return tasks().stream().map(Task::refusals).distinct().collect(Collectors.joining());
    }

    /** A line for each task, and for what failed before. */
    synchronized List<String> details() {
        return deployments().stream().flatMap(Deployment::details).toList();
    }

    synchronized String describe() {
        return String.join(
                "; ", deployments().stream().map(Deployment::describe).toList());
    }

    /** Ends all tasks and returns when they are gone. */
    void stop() {
        synchronized (this) {
            stopped = true;
            deployments().forEach(one -> one.end(ending));
            outcome.complete(Optional.of("the service was stopped"));
        }
        CompletableFuture.allOf(ending.toArray(CompletableFuture[]::new)).join();
    }

    private CompletableFuture<Optional<String>> begin() {
        outcome.complete(Optional.of("another deployment took its place"));
        outcome = new CompletableFuture<>();
        failure = null;
        return outcome;
    }

    private List<Deployment> deployments() {
        return Stream.of(Optional.ofNullable(completed), Optional.ofNullable(rollout))
                .flatMap(Optional::stream)
                .toList();
    }

    private void run() {
        try {
            while (tick()) {
                Thread.sleep(TICK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean tick() {
        if (stopped) {
            return false;
        }
        try {
            deployments().forEach(one -> one.reconcile(ending));
            if (rollout != null) {
                rollOut();
            }
        } catch (RuntimeException e) {
            failure = "the sandbox failed: " + e;
            org.slf4j.LoggerFactory.getLogger(ServiceScheduler.class).error("{}", thread.getName(), e);
        }
        ending.removeIf(CompletableFuture::isDone);
        if (ending.isEmpty() && rollout == null && (failure != null || completed != null && completed.steady())) {
            outcome.complete(Optional.ofNullable(failure));
        }
        return true;
    }

    private void rollOut() {
        if (rollout.steady()) {
            if (completed != null) {
                completed.end(ending);
            }
            completed = rollout;
            rollout = null;
        } else if (rollout.broken()) {
            failure = rollout.lastFailure();
            rollout.givenUp(Optional.ofNullable(completed));
            rollout.end(ending);
            rollout = null;
        }
    }
}
