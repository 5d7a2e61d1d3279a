package dev.holdfast.workload.stateful;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Region;
import java.util.Optional;

/**
 * When an environment is backed up, and for how long the backups and their copies are kept.
 *
 * @param hour {@code backupHour}: from which hour of the day on, in UTC; an hour later what is asked for is under way
 * @param dailyDays {@code backupDays}: for how many days the backup of each day is kept
 * @param monthlyDays {@code backupMonthlyDays}: for how many days the backup of each month is kept; 0 for none
 * @param region {@code backupRegion}: another region that copies are taken to, in the same account; none by default
 */
public record BackupProfile(int hour, int dailyDays, int monthlyDays, Optional<String> region) {
    /** Rule BKP-02 of the policy pack: damage is found within a month, mostly. */
    private static final int LEAST_DAYS = 35;

    /** The organization's vault is locked, and takes no copy that is to be kept for longer. */
    static final int MOST_DAYS = 400;

    /** The profile of an environment, with what its configuration says otherwise; problems are noted there. */
    public static BackupProfile read(Environment environment, Configuration keys) {
        var chosen = of(environment.kind());
        int monthly = keys.number("backupMonthlyDays", 0, MOST_DAYS, chosen.monthlyDays);
        if (monthly > 0 && monthly < LEAST_DAYS) {
            keys.problem(
                    "backupMonthlyDays",
                    "is '" + monthly + "', allowed is 0 or a whole number from " + LEAST_DAYS + " to " + MOST_DAYS);
        }
        return new BackupProfile(
                keys.number("backupHour", 0, 23, chosen.hour),
                keys.number("backupDays", LEAST_DAYS, MOST_DAYS, chosen.dailyDays),
                monthly,
                keys.matching("backupRegion", Region.NAME, Region.ALLOWED));
    }

    private static BackupProfile of(Environment.Kind kind) {
        return switch (kind) {
            // By day: it may be asleep at night.
            case REVIEW, DEVELOPMENT -> new BackupProfile(14, LEAST_DAYS, 0, Optional.empty());
            // After the windows in which RDS works on the database by itself, and begins no other backup.
            case STAGING -> new BackupProfile(4, LEAST_DAYS, 0, Optional.empty());
            case PRODUCTION -> new BackupProfile(4, LEAST_DAYS, 365, Optional.empty());
        };
    }
}
