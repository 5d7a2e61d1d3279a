package dev.holdfast.policy;

import java.util.concurrent.Executor;

/**
 * Threads for gRPC's OkHttp transport. It has three kinds of work: one accepts connections and begins each of them, one
 * begins a connection and then its reading, and one reads. What the reading one gives is the answer to what it has just
 * read, to be written, and it writes it itself: to hand it to another thread, which has to wake up, takes as long as all
 * else about a short question, and the engine asks two about each resource.
 */
final class TransportThreads implements Executor {
    private static final int READING = 3;

    /** How many of these threads were started by one another, up to this one. */
    private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

    @Override
    public void execute(Runnable work) {
        int here = depth.get();
        if (here == READING) {
            work.run();
            return;
        }
        var thread = new Thread(
                () -> {
                    depth.set(here + 1);
                    work.run();
                },
                "policy-transport");
        thread.setDaemon(true);
        thread.start();
    }
}
