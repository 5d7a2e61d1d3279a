package dev.holdfast.migrations;

import java.time.Duration;
import java.util.Map;

/**
 * How many MiB a second the database reads or writes, to foresee how long a migration takes.
 *
 * <p>The default is what the smallest instance keeps up for longer than its burst: a t4g.micro's baseline to its EBS volumes is
 * 87 Mbit/s, 10.4 MiB/s (Amazon EC2, "EBS-optimized instance types"). A gp3 volume gives 125 MiB/s (Amazon RDS,
 * "Amazon RDS DB instance storage"), so on anything larger the estimate is too high rather than too low.
 */
record Throughput(int mibPerSecond) {
    static final int DEFAULT = 10;
    private static final String VARIABLE = "MIGRATION_MIB_PER_SECOND";

    /**
     * Reads {@code MIGRATION_MIB_PER_SECOND}.
     *
     * @throws MigrationFailed if it is no number of 1 to 10000
     */
    static Throughput from(Map<String, String> environment) {
        var value = environment.getOrDefault(VARIABLE, Integer.toString(DEFAULT));
        if (!value.matches("[1-9]\\d{0,3}|10000")) {
            throw new MigrationFailed("The function's environment is not right; " + VARIABLE + " is \"" + value
                    + "\"; allowed is a whole number of 1 to 10000");
        }
        return new Throughput(Integer.parseInt(value));
    }

    /** How long these bytes take. */
    Duration time(double bytes) {
        return Duration.ofMillis((long) Math.ceil(bytes * 1000 / (mibPerSecond * 1024.0 * 1024.0)));
    }
}
