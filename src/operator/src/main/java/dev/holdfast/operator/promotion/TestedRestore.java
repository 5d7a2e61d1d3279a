package dev.holdfast.operator.promotion;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the restores of one database's copies.
 *
 * @param database its ARN
 * @param since when the first of its copies was made
 * @param tried the restores that tests tried, in any order
 */
record TestedRestore(String database, Instant since, List<Try> tried) {
    /**
     * A restore that a test tried.
     *
     * @param at when it began
     * @param status as AWS Backup calls it: {@code COMPLETED}, {@code FAILED}, {@code RUNNING}, ...
     * @param message AWS's, where it has one
     */
    record Try(Instant at, String status, Optional<String> message) {
        boolean completed() {
            return status.equals("COMPLETED");
        }
    }

    /** What it comes to. */
    record Verdict(boolean good, String told) {}

    TestedRestore {
        tried = List.copyOf(tried);
    }

    /** @param within how long ago the last restore may be that worked */
    Verdict verdict(Instant now, Duration within) {
        var start = now.minus(within);
        var worked = newest(tried.stream()
                .filter(Try::completed)
                .filter(one -> !one.at().isBefore(start))
                .toList());
        if (worked.isPresent()) {
            return new Verdict(true, "restored on " + day(worked.get().at()));
        }
        var last = newest(tried);
        if (last.isPresent()) {
            var one = last.get();
            return new Verdict(
                    false,
                    "the restore of " + day(one.at()) + " is " + one.status()
                            + one.message().map(message -> ": " + message).orElse(""));
        }
        return since.isBefore(start)
                ? new Verdict(
                        false,
                        "there are copies of it since " + day(since) + ", and none was restored since " + day(start))
                : new Verdict(true, "its first copy is of " + day(since) + ": no test had to restore it yet");
    }

    private static Optional<Try> newest(List<Try> some) {
        return some.stream().max(Comparator.comparing(Try::at));
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
