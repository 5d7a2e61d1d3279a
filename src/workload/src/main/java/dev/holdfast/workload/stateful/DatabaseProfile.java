package dev.holdfast.workload.stateful;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How large and how safe a database is.
 *
 * @param instanceClass {@code databaseClass}: the size of the machine, such as {@code db.t4g.micro}
 * @param storageGb {@code databaseStorageGb}: the disk at the beginning
 * @param maxStorageGb {@code databaseMaxStorageGb}: how far RDS grows the disk by itself; it never shrinks
 * @param multiAz {@code databaseMultiAz}: whether a standby in another availability zone takes over
 * @param backupDays {@code databaseBackupDays}: for how many days it can be restored to any second; 0 switches that off
 * @param deletionProtection {@code databaseDeletionProtection}: whether AWS refuses to delete it
 * @param insights {@code databaseInsights}: {@code standard} shows what the database does, for the last 7 days, for
 *     nothing; {@code advanced} keeps 15 months and analyses slow statements and locks, at a price for each vCPU. Any
 *     class of RDS for PostgreSQL has both
 * @param monitoringSeconds {@code databaseMonitoringSeconds}: how often the machine's processes are measured (enhanced
 *     monitoring); 0 switches that off
 * @param windows when it is backed up and maintained
 */
public record DatabaseProfile(
        String instanceClass,
        int storageGb,
        int maxStorageGb,
        boolean multiAz,
        int backupDays,
        boolean deletionProtection,
        Insights insights,
        int monitoringSeconds,
        DatabaseWindows windows) {
    private static final Pattern INSTANCE_CLASS = Pattern.compile("db\\.[a-z0-9-]+\\.[a-z0-9]+");

    /** What enhanced monitoring takes as an interval, in seconds (CreateDBInstance, MonitoringInterval). */
    private static final Set<Integer> INTERVALS = new TreeSet<>(Set.of(0, 1, 5, 10, 15, 30, 60));

    /** The modes of CloudWatch Database Insights. */
    public enum Insights {
        STANDARD(7),
        ADVANCED(465);

        /** For how many days performance insights keeps what it saw: the one length that goes with the mode. */
        final int days;

        Insights(int days) {
            this.days = days;
        }

        /** AWS's name of it. */
        String mode() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The profile of an environment, with what its configuration says otherwise; problems are noted there. */
    public static DatabaseProfile read(Environment environment, Configuration keys) {
        return of(environment.kind(), DatabaseWindows.read(environment, keys)).overridden(environment, keys);
    }

    private static DatabaseProfile of(Environment.Kind kind, DatabaseWindows windows) {
        return switch (kind) {
            case REVIEW -> new DatabaseProfile("db.t4g.micro", 20, 30, false, 0, false, Insights.STANDARD, 0, windows);
            case DEVELOPMENT ->
                new DatabaseProfile("db.t4g.micro", 20, 50, false, 7, true, Insights.STANDARD, 0, windows);
            case STAGING ->
                new DatabaseProfile("db.t4g.medium", 20, 100, false, 7, true, Insights.STANDARD, 60, windows);
            case PRODUCTION ->
                new DatabaseProfile("db.m7g.large", 100, 500, true, 35, true, Insights.ADVANCED, 60, windows);
        };
    }

    private DatabaseProfile overridden(Environment environment, Configuration keys) {
        int storage = keys.number("databaseStorageGb", 20, 65_536, storageGb);
        int most = keys.number("databaseMaxStorageGb", 20, 65_536, Math.max(storage * 2, maxStorageGb));
        if (most * 10L < storage * 11L) {
            keys.problem(
                    "databaseMaxStorageGb",
                    "is '" + most + "', allowed is at least a tenth more than databaseStorageGb, which is " + storage);
        }
        return new DatabaseProfile(
                keys.matching("databaseClass", INSTANCE_CLASS, "a class of RDS such as db.m7g.large")
                        .orElse(instanceClass),
                storage,
                most,
                keys.flag("databaseMultiAz", multiAz),
                // Only what is disposable goes without a backup.
                keys.number("databaseBackupDays", environment.disposable() ? 0 : 1, 35, backupDays),
                keys.flag("databaseDeletionProtection", deletionProtection),
                keys.choice("databaseInsights", Insights.class, insights),
                interval(keys),
                windows);
    }

    private int interval(Configuration keys) {
        int seconds = keys.number("databaseMonitoringSeconds", 0, 60, monitoringSeconds);
        if (!INTERVALS.contains(seconds)) {
            keys.problem("databaseMonitoringSeconds", "is '" + seconds + "', allowed is one of " + INTERVALS);
        }
        return seconds;
    }
}
