package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.services.TaskDefinition.HealthCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A container's own health check: its command, run beside the container with the same environment and network. Until the
 * first success it also runs every second from when the load balancer finds the task healthy, to keep a deployment short.
 */
final class ContainerHealth {
    private static final Duration TICK = Duration.ofMillis(300);

    private final ContainerRuntime runtime;
    private final ContainerRuntime.Container check;
    private final Path directory;
    private final HealthCheck declared;
    private final BooleanSupplier inService;
    private final Thread watch = new Thread(this::watch, "container health");
    private volatile boolean healthy;
    private volatile String failure;
    private volatile String last = "its health check has not run yet";

    ContainerHealth(
            ContainerRuntime runtime,
            ContainerRuntime.Container container,
            Path directory,
            HealthCheck declared,
            BooleanSupplier inService) {
        this.runtime = runtime;
        check = container.with(declared.command().subList(1, declared.command().size()));
        this.directory = directory;
        this.declared = declared;
        this.inService = inService;
        watch.setDaemon(true);
        watch.start();
    }

    boolean healthy() {
        return healthy;
    }

    /** What is wrong at the moment, whether it counts yet or not. */
    Optional<String> complaint() {
        return healthy ? Optional.empty() : Optional.of(last);
    }

    /** Why it counts as unhealthy: as many failures in a row as declared, none of them within the start period. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    void end() {
        watch.interrupt();
    }

    private void watch() {
        var since = System.nanoTime();
        var due = since + TimeUnit.SECONDS.toNanos(declared.interval());
        var again = since;
        var failures = 0;
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(TICK.toMillis());
                var early = !healthy && System.nanoTime() > again && inService.getAsBoolean();
                if (!early && System.nanoTime() < due) {
                    continue;
                }
                var counts = System.nanoTime() >= due;
                var result = run();
                last = result.orElse("");
                again = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
                healthy = result.isEmpty() || healthy && failures + 1 < declared.retries();
                if (result.isEmpty()) {
                    failures = 0;
                } else if (counts && System.nanoTime() - since > TimeUnit.SECONDS.toNanos(declared.startPeriod())) {
                    failures++;
                }
                failure = failures >= declared.retries() ? result.orElse("") : null;
                if (counts || healthy) {
                    due = System.nanoTime() + TimeUnit.SECONDS.toNanos(declared.interval());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> run() throws InterruptedException {
        Process process = null;
        try {
            if (!declared.command().get(0).equals("CMD")) {
                return Optional.of(declared.command().get(0)
                        + " needs a shell of the image, which this sandbox does not run; use CMD with java");
            }
            process = runtime.start(check, directory);
            if (!process.waitFor(declared.timeout(), TimeUnit.SECONDS)) {
                return Optional.of("no answer within " + declared.timeout() + " s");
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("exit code " + process.exitValue() + (output.isEmpty() ? "" : ", " + output));
        } catch (AwsException | IOException e) {
            return Optional.of(e.getMessage());
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
