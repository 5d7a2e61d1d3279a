package dev.holdfast.api;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the load balancer may send requests here. It may once the database answered, and from then on for good: a
 * version that never reaches its database fails its deployment, but a database that is down for a while does not make
 * ECS replace tasks that would be no better.
 *
 * <p>The database is asked in the background, so that a health check is answered at once even when the database hangs.
 */
final class Readiness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private static final Duration LAST_QUESTION = Duration.ofSeconds(5);

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "readiness");
        thread.setDaemon(true);
        return thread;
    });
    private final Runnable question;
    private volatile boolean ready;
    private volatile boolean reachable;

    /**
     * Starts to ask.
     *
     * @param question what the service asks of its database, and no less: it throws if tables or rights are missing
     */
    Readiness(Runnable question, Duration interval) {
        this.question = question;
        scheduler.scheduleWithFixedDelay(this::ask, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the database answered at least once since the start. */
    boolean ready() {
        return ready;
    }

    /** Whether the database answered when it was last asked. */
    boolean reachable() {
        return reachable;
    }

    private void ask() {
        try {
            question.run();
            if (!reachable) {
                LOG.info("The database answers");
            }
            reachable = true;
            ready = true;
        } catch (RuntimeException e) {
            if (scheduler.isShutdown()) {
                return;
            }
            if (reachable || !ready) {
                LOG.warn("The database does not answer: {}", Failures.cause(e));
            }
            reachable = false;
        }
    }

    /** Waits for a question under way: the connection that it uses is about to be closed. */
    @Override
    public void close() {
        scheduler.shutdown();
        try {
            if (!scheduler.awaitTermination(LAST_QUESTION.toSeconds(), TimeUnit.SECONDS)) {
                scheduler.shutdownNow();
            }
        } catch (InterruptedException e) {
            scheduler.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
