package dev.holdfast.workload.stateless;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is told when something is wrong in an environment, and from when on it is.
 *
 * @param email {@code alarmEmail}: who is told; without an address there are no alarms
 * @param errorPercent {@code alarmErrorPercent}: how many of a hundred requests may fail
 * @param leastRequests of how many requests in five minutes at least: one of two is no rate
 * @param latencyMillis {@code alarmLatencyMillis}: in which time 19 of 20 requests are to be answered
 * @param cpuPercent how busy tasks and database may be for long
 * @param memoryPercent how full tasks may be for long
 */
public record WatchingProfile(
        Optional<String> email,
        int errorPercent,
        int leastRequests,
        int latencyMillis,
        int cpuPercent,
        int memoryPercent) {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,]+@[^@\\s,]+\\.[^@\\s,.]+");

    /** The profile of an environment, with what its configuration says otherwise; problems are noted there. */
    public static WatchingProfile read(Environment environment, Configuration keys) {
        return of(environment.kind()).overridden(environment, keys);
    }

    /** Notes it as a problem where nobody would be told of anything, in an environment that others rely on. */
    public void demandSomebody(Environment environment, Configuration keys) {
        if (email.isEmpty() && environment.kind().compareTo(Environment.Kind.STAGING) >= 0) {
            keys.problem(
                    "alarmEmail",
                    "is not set, but somebody must be told when " + environment
                            + " fails; for example: pulumi config set --stack " + environment.name()
                            + " holdfast:alarmEmail ops@example.com");
        }
    }

    private static WatchingProfile of(Environment.Kind kind) {
        return switch (kind) {
            case REVIEW, DEVELOPMENT -> new WatchingProfile(Optional.empty(), 20, 20, 3000, 90, 90);
            case STAGING -> new WatchingProfile(Optional.empty(), 10, 20, 2000, 85, 90);
            case PRODUCTION -> new WatchingProfile(Optional.empty(), 5, 50, 1000, 80, 85);
        };
    }

    private WatchingProfile overridden(Environment environment, Configuration keys) {
        var address = keys.matching("alarmEmail", EMAIL, "one e-mail address such as ops@example.com");
        return new WatchingProfile(
                // Nobody is woken for what is gone tomorrow.
                environment.disposable() ? Optional.empty() : address,
                keys.number("alarmErrorPercent", 1, 100, errorPercent),
                leastRequests,
                keys.number("alarmLatencyMillis", 1, 60_000, latencyMillis),
                cpuPercent,
                memoryPercent);
    }
}
