package dev.holdfast.migrations;

import dev.holdfast.migrationrules.Finding;
import dev.holdfast.migrationrules.MigrationFile;
import dev.holdfast.migrationrules.Review;
import dev.holdfast.migrationrules.Review.Reviewed;
import dev.holdfast.migrationrules.Version;
import dev.holdfast.migrationrules.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a run is about to apply, judged by the rules and by the size of the database's tables before anything changes. */
final class Plan {
    /** As long as a migration may wait for a lock: requests time out, and connections run out, not much later. */
    static final Duration LONGEST_LOCK = Duration.ofSeconds(10);

    private static final String ADVICE =
            "CREATE INDEX CONCURRENTLY instead of CREATE INDEX; ADD CONSTRAINT ... NOT VALID and VALIDATE CONSTRAINT"
                    + " in the next migration; UPDATE and DELETE in batches, a migration and a deployment each; a new"
                    + " column instead of another type (docs/migrations.md, \"Long ones\")";

    private final Review review;
    private final Set<String> pending;
    private final Optional<Version> current;

    /**
     * @param files all migrations, because one is judged by what those before it made
     * @param pending the names of those that are about to run
     * @param current the version of the database, if it has one
     */
    Plan(List<MigrationFile> files, Set<String> pending, Optional<Version> current) {
        this.review = Review.of(files);
        this.pending = pending;
        this.current = current;
    }

    /**
     * Asks the rules and the tables.
     *
     * @throws MigrationFailed if something must not run, or would not end in time; nothing was changed
     */
    void check(Connection connection, Throughput throughput, Deadline deadline) throws SQLException {
        var ahead = review.files().stream()
                .filter(one -> pending.contains(one.file().script()))
                .toList();
        var problems = new ArrayList<String>();
        ahead.stream()
                .flatMap(one -> one.refused().stream())
                .map(Finding::message)
                .forEach(problems::add);
        // On a database without any, all run at once: nothing older runs on it.
        problems.addAll(review.premature(current));
        if (!problems.isEmpty()) {
            throw new MigrationFailed(
                    "The migrations are refused, and nothing was changed:\n- " + String.join("\n- ", problems));
        }
        times(ahead, new Tables(connection), throughput, deadline.left());
    }

    private static void times(List<Reviewed> ahead, Tables tables, Throughput throughput, Duration left)
            throws SQLException {
        var total = Duration.ZERO;
        var told = new ArrayList<String>();
        for (var one : ahead) {
            var estimate = Duration.ZERO;
            for (var work : one.works()) {
                var size = tables.size(work.table());
                var time = throughput.time(tables.bytes(work));
                estimate = estimate.plus(time);
                if (time.compareTo(Duration.ofSeconds(1)) >= 0) {
                    told.add("%s, line %d: %s of %s, which has %s and about %,d rows: about %s"
                            .formatted(
                                    one.file().script(),
                                    work.line(),
                                    work.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                    work.table(),
                                    mib(size.total()),
                                    (long) size.rows(),
                                    seconds(time)));
                }
                refuseLock(one, work, time, told);
            }
            total = total.plus(one.file().marks().takes().orElse(estimate));
        }
        if (total.compareTo(left) > 0) {
            throw new MigrationFailed(
                    "The migrations would take about %s, and this run has %s left of the 15 minutes that Lambda gives; nothing was changed.\n- %s\nReckoned with %d MiB a second. Instead: %s. Whoever knows better says so at the head of the file: -- holdfast: takes 3min"
                            .formatted(
                                    seconds(total),
                                    seconds(left),
                                    told.stream().distinct().collect(Collectors.joining("\n- ")),
                                    throughput.mibPerSecond(),
                                    ADVICE));
        }
    }

    private static void refuseLock(Reviewed one, Work work, Duration time, List<String> told) {
        var marks = one.file().marks();
        if (work.locks()
                && marks.safeBecause().isEmpty()
                && marks.takes().orElse(time).compareTo(LONGEST_LOCK) > 0) {
            throw new MigrationFailed(
                    "The migrations are refused, and nothing was changed: everybody who writes to %s would wait longer than %s.\n- %s\nInstead: %s. Where that does no harm, say so at the head of the file: -- holdfast: safe because ..."
                            .formatted(work.table(), seconds(LONGEST_LOCK), told.get(told.size() - 1), ADVICE));
        }
    }

    private static String mib(long bytes) {
        return "%,.1f MiB".formatted(bytes / 1024.0 / 1024.0);
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + " s";
    }
}
