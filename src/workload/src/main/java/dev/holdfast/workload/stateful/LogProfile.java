package dev.holdfast.workload.stateful;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of an environment's logs.
 *
 * @param days {@code logDays}: for how long an entry is kept
 */
public record LogProfile(int days) {
    /** What CloudWatch takes as a retention. */
    private static final Set<Integer> DAYS = new TreeSet<>(Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653));

    /** The profile of an environment, with what its configuration says otherwise; problems are noted there. */
    public static LogProfile read(Environment environment, Configuration keys) {
        int days = keys.number("logDays", 1, 3653, days(environment.kind()));
        if (!DAYS.contains(days)) {
            keys.problem("logDays", "is '" + days + "', allowed is one of " + DAYS);
        }
        return new LogProfile(days);
    }

    private static int days(Environment.Kind kind) {
        return switch (kind) {
            case REVIEW -> 7;
            case DEVELOPMENT -> 30;
            case STAGING -> 90;
            case PRODUCTION -> 365;
        };
    }
}
