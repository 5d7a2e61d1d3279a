package dev.holdfast.conventions;

import java.util.Properties;

/**
 * The JVM's common pool of threads, on which the Pulumi SDK runs the program and completes its futures. With a single
 * thread in it, which is the default on one and two processors, a program of SDK 1.36 never ends on JDK 25
 * (pulumi-java#2270). With two, a program that waits for an answer never ends: it holds one of them, and the other spins
 * in the SDK's own loop, which takes its next round before anything else.
 */
public final class CommonPool {
    static final String PARALLELISM = "java.util.concurrent.ForkJoinPool.common.parallelism";

    private static final int THREADS = 4;

    private CommonPool() {}

    /**
     * Gives the pool four threads where it would have fewer and nobody chose a number. The pool reads this once, when it
     * is first used: call it before anything else in {@code main}.
     */
    public static void widen() {
        widen(System.getProperties(), Runtime.getRuntime().availableProcessors());
    }

    static void widen(Properties properties, int processors) {
        // By default one processor is left to the thread that waits for the pool.
        if (processors - 1 < THREADS) {
            properties.putIfAbsent(PARALLELISM, Integer.toString(THREADS));
        }
    }
}
