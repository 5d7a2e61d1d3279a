package dev.holdfast.workload.stateless;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When an environment sleeps: from the evening to the next morning of a workday, and the whole weekend. Nobody's does unless
 * its configuration says so.
 *
 * @param evening {@code sleep}, such as {@code 20:00-07:00}: from when on
 * @param morning until when
 * @param zone {@code sleepZone}: whose evening that is, such as {@code Europe/Berlin}
 */
public record SleepProfile(LocalTime evening, LocalTime morning, ZoneId zone) {
    private static final Pattern HOURS = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d");
    private static final String ALLOWED = "an evening and a morning such as 20:00-07:00";
    private static final int WORKDAYS = 5;
    private static final double MINUTES_OF_A_WEEK = Duration.ofDays(7).toMinutes();

    /** What the configuration says, if it says anything; problems are noted there. */
    public static Optional<SleepProfile> read(Environment environment, Configuration keys) {
        var hours = keys.matching("sleep", HOURS, ALLOWED);
        var zone = zone(keys);
        if (hours.isEmpty() || !HOURS.matcher(hours.get()).matches()) {
            return Optional.empty();
        }
        var evening = LocalTime.parse(hours.get().substring(0, 5));
        var morning = LocalTime.parse(hours.get().substring(6));
        if (!morning.isBefore(evening)) {
            keys.problem(
                    "sleep", "is '" + hours.get() + "', allowed is " + ALLOWED + ", the morning being the next day's");
        }
        if (environment.kind().compareTo(Environment.Kind.STAGING) >= 0) {
            keys.problem(
                    "sleep",
                    "is set for " + environment.name() + ", allowed is only dev and review-<name>: "
                            + environment.name() + " has to answer at any time");
        }
        return Optional.of(new SleepProfile(evening, morning, zone));
    }

    private static ZoneId zone(Configuration keys) {
        var name = keys.text("sleepZone", "UTC");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            keys.problem("sleepZone", "is '" + name + "', allowed is a time zone such as Europe/Berlin");
            return ZoneId.of("UTC");
        }
    }

    /** The share of a week that it is awake, from 0 to 1. */
    public double awake() {
        return WORKDAYS * Duration.between(morning, evening).toMinutes() / MINUTES_OF_A_WEEK;
    }

    /** When tasks go, as a cron expression of AWS. */
    String tasksGo() {
        return workdays(evening);
    }

    /** When tasks come back. */
    String tasksCome() {
        return workdays(morning);
    }

    /** When the database stops: a quarter of an hour after the tasks went, which take minutes to drain. */
    String databaseStops() {
        // After midnight it would be another day of the week.
        return workdays(evening.isAfter(LocalTime.of(23, 44)) ? LocalTime.of(23, 59) : evening.plusMinutes(15));
    }

    /** When the database starts: half an hour before the tasks, as RDS needs minutes for that, sometimes many. */
    String databaseStarts() {
        return workdays(morning.isBefore(LocalTime.of(0, 30)) ? LocalTime.MIDNIGHT : morning.minusMinutes(30));
    }

    private static String workdays(LocalTime time) {
        return "cron(" + time.getMinute() + " " + time.getHour() + " ? * MON-FRI *)";
    }
}
