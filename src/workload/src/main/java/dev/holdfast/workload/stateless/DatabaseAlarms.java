package dev.holdfast.workload.stateless;

import com.pulumi.core.Output;
import dev.holdfast.workload.stateful.DatabaseClass;
import dev.holdfast.workload.stateful.DatabaseProfile;
import dev.holdfast.workload.stateless.Alarm.Advice;
import dev.holdfast.workload.stateless.Alarm.Limit;
import dev.holdfast.workload.stateless.Alarm.Metric;
import dev.holdfast.workload.stateless.Alarm.Side;
import dev.holdfast.workload.stateless.Alarm.Silence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What goes wrong in a database. Silence is unknown here: where the database is gone, the services' alarms go off.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html">Amazon CloudWatch metrics for
 *     Amazon RDS</a>
 */
public final class DatabaseAlarms {
    private static final int FIVE_MINUTES = 300;
    private static final double GIB = 1024.0 * 1024 * 1024;

    /**
     * Of the disk at the beginning. RDS grows the disk when less than a tenth of it is left for five minutes, so what is
     * below that for longer is a disk that may not grow, or not fast enough (Amazon RDS User Guide, "Managing capacity
     * automatically with Amazon RDS storage autoscaling").
     */
    private static final double LEAST_STORAGE = 0.08;

    private static final double LEAST_MEMORY = 0.05;
    private static final double MOST_CONNECTIONS = 0.8;

    private DatabaseAlarms() {}

    /**
     * The alarms of a database.
     *
     * @param name its name among its environment's
     * @param identifier its name in RDS
     */
    public static List<Alarm> of(String name, String identifier, DatabaseProfile database, WatchingProfile profile) {
        var dimensions = Output.of(Map.of("DBInstanceIdentifier", identifier));
        var alarms = new ArrayList<Alarm>();
        alarms.add(new Alarm(
                name + "-cpu",
                new Advice(
                        "The database has used more than " + profile.cpuPercent() + " % of its CPU for 15 minutes.",
                        "everything that reads or writes gets slow.",
                        "look in CloudWatch Database Insights for the statement that takes it.",
                        "database-cpu"),
                new Metric("AWS/RDS", "CPUUtilization", "Average", dimensions),
                Limit.of(Side.ABOVE, profile.cpuPercent(), FIVE_MINUTES, 3, Silence.UNKNOWN)));
        alarms.add(new Alarm(
                name + "-storage",
                new Advice(
                        "The disk of the database is nearly full, and RDS has not enlarged it.",
                        "nothing yet; on a full disk, the database stops and nothing is written any more.",
                        "raise holdfast:databaseMaxStorageGb and update.",
                        "database-storage"),
                new Metric("AWS/RDS", "FreeStorageSpace", "Minimum", dimensions),
                Limit.of(
                        Side.BELOW,
                        Math.floor(database.storageGb() * GIB * LEAST_STORAGE),
                        FIVE_MINUTES,
                        4,
                        Silence.UNKNOWN)));
        DatabaseClass.of(database.instanceClass()).ifPresent(known -> {
            alarms.add(connections(name, dimensions, known));
            alarms.add(memory(name, dimensions, known));
            if (known.burstable()) {
                alarms.add(credits(name, dimensions, known));
            }
        });
        return alarms;
    }

    private static Alarm connections(String name, Output<Map<String, String>> dimensions, DatabaseClass known) {
        long most = Math.round(known.maxConnections() * MOST_CONNECTIONS);
        return new Alarm(
                name + "-connections",
                new Advice(
                        "More than " + most + " connections are open; a database of this size takes about "
                                + known.maxConnections() + ".",
                        "nothing yet; a connection too many is refused, and its request fails.",
                        "look which service holds them; fewer tasks or smaller pools, or a larger class.",
                        "database-connections"),
                new Metric("AWS/RDS", "DatabaseConnections", "Maximum", dimensions),
                Limit.of(Side.ABOVE, most, FIVE_MINUTES, 2, Silence.UNKNOWN));
    }

    private static Alarm memory(String name, Output<Map<String, String>> dimensions, DatabaseClass known) {
        return new Alarm(
                name + "-memory",
                new Advice(
                        "Less than a twentieth of the database's memory is free.",
                        "it gets slow; where the memory ends, the database starts anew, which takes a minute or more.",
                        "look for many connections or large sorts, then for a larger class.",
                        "database-memory"),
                new Metric("AWS/RDS", "FreeableMemory", "Average", dimensions),
                Limit.of(
                        Side.BELOW,
                        Math.floor(known.memoryGib() * GIB * LEAST_MEMORY),
                        FIVE_MINUTES,
                        3,
                        Silence.UNKNOWN));
    }

    /** A new instance begins without credits and earns them by the hour, hence three hours. */
    private static Alarm credits(String name, Output<Map<String, String>> dimensions, DatabaseClass known) {
        return new Alarm(
                name + "-credits",
                new Advice(
                        "The database has used up its CPU credits for three hours: it needs more CPU than its class has on"
                                + " average, and each further hour of that is charged.",
                        "nothing, as RDS goes on at full speed for money.",
                        "look for what keeps it busy, then for a class without credits, such as db.m7g.large.",
                        "database-credits"),
                new Metric("AWS/RDS", "CPUCreditBalance", "Maximum", dimensions),
                Limit.of(Side.BELOW, 1, FIVE_MINUTES, 36, Silence.UNKNOWN));
    }
}
