package dev.holdfast.workload.stateful;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When RDS works on a database by itself, in UTC. The two must not overlap, and each has 30 minutes at least (Amazon RDS
 * User Guide, "Backup window" and "Adjusting the preferred DB instance maintenance window").
 *
 * @param backup {@code databaseBackupWindow}: every day, such as {@code 01:00-01:30}
 * @param maintenance {@code databaseMaintenanceWindow}: every week, such as {@code sun:02:00-sun:03:00}
 */
public record DatabaseWindows(String backup, String maintenance) {
    private static final int SHORTEST = 30;
    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
    private static final String WEEKLY = "(" + String.join("|", DAYS) + "):" + TIME;
    private static final Pattern BACKUP = Pattern.compile("()" + TIME + "-()" + TIME);
    private static final Pattern MAINTENANCE = Pattern.compile(WEEKLY + "-" + WEEKLY);

    /** From a minute on, for some minutes. */
    private record Span(int start, int length) {}

    /** The windows of an environment, with what its configuration says otherwise; problems are noted there. */
    public static DatabaseWindows read(Environment environment, Configuration keys) {
        var chosen = of(environment.kind());
        var windows = new DatabaseWindows(
                keys.matching("databaseBackupWindow", BACKUP, "a time of each day in UTC such as 01:00-01:30")
                        .orElse(chosen.backup),
                keys.matching(
                                "databaseMaintenanceWindow",
                                MAINTENANCE,
                                "a time of each week in UTC such as sun:02:00-sun:03:00")
                        .orElse(chosen.maintenance));
        var daily = BACKUP.matcher(windows.backup);
        var weekly = MAINTENANCE.matcher(windows.maintenance);
        if (daily.matches() && weekly.matches()) {
            windows.check(span(daily, DAY), span(weekly, WEEK), keys);
        }
        return windows;
    }

    private static DatabaseWindows of(Environment.Kind kind) {
        return switch (kind) {
            // It may be asleep at night, and neither backed up nor patched then.
            case DEVELOPMENT -> new DatabaseWindows("11:00-11:30", "tue:12:00-tue:13:00");
            case REVIEW, STAGING, PRODUCTION -> new DatabaseWindows("01:00-01:30", "sun:02:00-sun:03:00");
        };
    }

    private void check(Span daily, Span weekly, Configuration keys) {
        if (daily.length < SHORTEST) {
            keys.problem("databaseBackupWindow", "is '" + backup + "', allowed are 30 minutes or more");
        }
        // The longest that RDS allows is a day.
        if (weekly.length < SHORTEST || weekly.length > DAY) {
            keys.problem("databaseMaintenanceWindow", "is '" + maintenance + "', allowed are 30 minutes to 24 hours");
        }
        for (int day = 0; day < 7; day++) {
            if (overlap(new Span(day * DAY + daily.start, daily.length), weekly)) {
                keys.problem(
                        "databaseMaintenanceWindow",
                        "is '" + maintenance + "', which overlaps databaseBackupWindow '" + backup
                                + "', allowed is any other time");
                return;
            }
        }
    }

    private static boolean overlap(Span one, Span other) {
        return Math.floorMod(other.start - one.start, WEEK) < one.length
                || Math.floorMod(one.start - other.start, WEEK) < other.length;
    }

    private static Span span(Matcher window, int period) {
        int start = minute(window, 1);
        return new Span(start, Math.floorMod(minute(window, 4) - start, period));
    }

    private static int minute(Matcher window, int group) {
        return Math.max(0, DAYS.indexOf(window.group(group))) * DAY
                + Integer.parseInt(window.group(group + 1)) * 60
                + Integer.parseInt(window.group(group + 2));
    }
}
