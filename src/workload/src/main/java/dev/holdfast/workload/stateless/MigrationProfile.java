package dev.holdfast.workload.stateless;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;

/**
 * How long migrations are reckoned to take.
 *
 * @param mibPerSecond {@code migrationMibPerSecond}: how many MiB the database reads or writes in a second for longer than a
 *     burst; the migration function refuses beforehand what would not end in time. By default what the kind's instance
 *     has: a baseline of 87 Mbit/s to its volumes (t4g.micro), 347 (t4g.medium), 630 (m7g.large), as Amazon EC2's
 *     "EBS-optimized instance types" lists; its gp3 volume has 125 MiB/s or more
 */
public record MigrationProfile(int mibPerSecond) {
    /** The profile of an environment, with what its configuration says otherwise; problems are noted there. */
    public static MigrationProfile read(Environment environment, Configuration keys) {
        var byDefault = switch (environment.kind()) {
            case REVIEW, DEVELOPMENT -> 10;
            case STAGING -> 40;
            case PRODUCTION -> 75;
        };
        return new MigrationProfile(keys.number("migrationMibPerSecond", 1, 10_000, byDefault));
    }
}
