package dev.holdfast.operator.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.operator.promotion.TestedRestore.Try;
import dev.holdfast.operator.promotion.TestedRestore.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestedRestoreTest {
    private static final Instant NOW = Instant.parse("2026-11-27T03:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2026-06-01T04:00:00Z");
    private static final Duration WITHIN = Duration.ofDays(8);

    @Test
    void isGoodWhereOneRestoreWorkedLately() {
        assertThat(verdict(LONG_AGO, restore("2026-11-22T05:00:00Z", "COMPLETED", null)))
                .isEqualTo(new Verdict(true, "restored on 2026-11-22"));
    }

    @Test
    void isGoodThoughALaterRestoreIsStillRunning() {
        assertThat(verdict(
                        LONG_AGO,
                        restore("2026-11-20T05:00:00Z", "COMPLETED", null),
                        restore("2026-11-27T02:30:00Z", "RUNNING", null)))
                .isEqualTo(new Verdict(true, "restored on 2026-11-20"));
    }

    @Test
    void tellsWhyTheLastRestoreFailed() {
        assertThat(verdict(LONG_AGO, restore("2026-11-22T05:00:00Z", "FAILED", "The key is disabled")))
                .isEqualTo(new Verdict(false, "the restore of 2026-11-22 is FAILED: The key is disabled"));
    }

    @Test
    void countsNoRestoreThatWorkedTooLongAgo() {
        assertThat(verdict(LONG_AGO, restore("2026-11-01T05:00:00Z", "COMPLETED", null))
                        .good())
                .isFalse();
    }

    @Test
    void isBadWhereCopiesAreOlderThanAWeekAndNoneWasTried() {
        assertThat(verdict(LONG_AGO))
                .isEqualTo(new Verdict(
                        false, "there are copies of it since 2026-06-01, and none was restored since 2026-11-19"));
    }

    @Test
    void waitsForTheFirstTestOfANewDatabase() {
        assertThat(verdict(Instant.parse("2026-11-25T04:00:00Z")))
                .isEqualTo(new Verdict(true, "its first copy is of 2026-11-25: no test had to restore it yet"));
    }

    private static Verdict verdict(Instant since, Try... tried) {
        return new TestedRestore("arn:aws:rds:eu-central-1:111122223333:db:orders", since, List.of(tried))
                .verdict(NOW, WITHIN);
    }

    private static Try restore(String at, String status, String message) {
        return new Try(Instant.parse(at), status, Optional.ofNullable(message));
    }
}
