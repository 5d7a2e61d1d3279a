package dev.holdfast.workload.stateful;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import java.util.Optional;

/**
 * How much of a cache an environment pays for at most. It has as much as it needs below that, in at least two zones, with
 * failover: there is nothing else to choose.
 *
 * @param maxStorageGb {@code cacheMaxStorageGb}: what it holds at most; beyond it, the least recently used goes
 * @param maxEcpus {@code cacheMaxEcpus}: ElastiCache processing units a second at most, each of which is a kilobyte read
 *     or written; beyond it, requests are throttled, which api takes for a cache that fails
 */
public record CacheProfile(int maxStorageGb, int maxEcpus) {
    /** AWS's bounds: "Setting scaling limits to manage costs", ElastiCache User Guide. */
    private static final int MOST_STORAGE_GB = 5_000;

    private static final int LEAST_ECPUS = 1_000;
    private static final int MOST_ECPUS = 15_000_000;

    /**
     * The profile of an environment with a cache, which is one whose configuration says {@code cache: true}; problems are
     * noted there. Without a cache its other keys are not read, so that setting them is an error.
     */
    public static Optional<CacheProfile> read(Environment environment, Configuration keys) {
        return keys.flag("cache", false) ? Optional.of(of(environment.kind()).overridden(keys)) : Optional.empty();
    }

    private static CacheProfile of(Environment.Kind kind) {
        return switch (kind) {
            case REVIEW, DEVELOPMENT -> new CacheProfile(1, LEAST_ECPUS);
            case STAGING -> new CacheProfile(1, 5_000);
            case PRODUCTION -> new CacheProfile(2, 20_000);
        };
    }

    private CacheProfile overridden(Configuration keys) {
        return new CacheProfile(
                keys.number("cacheMaxStorageGb", 1, MOST_STORAGE_GB, maxStorageGb),
                keys.number("cacheMaxEcpus", LEAST_ECPUS, MOST_ECPUS, maxEcpus));
    }
}
