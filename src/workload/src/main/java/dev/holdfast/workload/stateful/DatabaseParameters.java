package dev.holdfast.workload.stateful;

import com.pulumi.aws.rds.inputs.ParameterGroupParameterArgs;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a database's parameter group sets. All of it is dynamic: a change holds at once. A static parameter, such as {@code
 * shared_preload_libraries}, needs {@code applyMethod("pending-reboot")}, or RDS refuses it, and then a person who
 * reboots the instance: no update does that.
 */
final class DatabaseParameters {
    private static final Map<String, String> VALUES = Map.of(
            // No connection without TLS: Security Hub's control RDS.38, and RDS's own default from PostgreSQL 15 on.
            "rds.force_ssl",
            "1",
            // A statement that took a second is worth a line (AWS Prescriptive Guidance, "Tuning PostgreSQL parameters
            // in
            // Amazon RDS"); the values in it are people's data, and stay out of the log.
            "log_min_duration_statement",
            "1000",
            "log_parameter_max_length",
            "0",
            // Who waits for a lock for longer than deadlock_timeout, and for whom.
            "log_lock_waits",
            "1",
            // RDS ends a transaction that does nothing after a day; it holds its locks, and keeps vacuum from its work,
            // until then. In milliseconds.
            "idle_in_transaction_session_timeout",
            "60000");

    private DatabaseParameters() {}

    static List<ParameterGroupParameterArgs> all() {
        return new TreeMap<>(VALUES)
                .entrySet().stream()
                        .map(one -> ParameterGroupParameterArgs.builder()
                                .name(one.getKey())
                                .value(one.getValue())
                                .build())
                        .toList();
    }
}
