package dev.holdfast.api;

import java.time.Duration;

/**
 * The time between the request to end and the end. Fargate Spot asks a task to end at the moment in which it tells the load
 * balancer, which goes on sending requests until it knows; so they are taken until none comes any more.
 */
final class Drain {
    /** A load balancer that still sends anything sends its next request sooner, unless there is hardly any. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    /** ECS kills the task 45 seconds after it asked; the last requests have 20 of them. */
    private static final Duration MOST = Duration.ofSeconds(10);

    private volatile long last = System.nanoTime();

    /** A request came, other than one about health. */
    void request() {
        last = System.nanoTime();
    }

    /** Returns when no request has come for a second, or after ten. */
    void await() {
        request();
        var end = System.nanoTime() + MOST.toNanos();
        try {
            while (System.nanoTime() - end < 0 && System.nanoTime() - last < QUIET.toNanos()) {
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
