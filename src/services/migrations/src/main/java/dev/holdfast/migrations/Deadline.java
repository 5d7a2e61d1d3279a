package dev.holdfast.migrations;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;

/** When this run must have ended: some time before Lambda would kill it, so that PostgreSQL can undo what it did. */
final class Deadline {
    /** Lambda's longest run, which is what the function is configured with. */
    private static final Duration LONGEST = Duration.ofMinutes(15);
    /** For undoing, saying rights again and answering; where a function is given less time, a tenth of that. */
    private static final Duration RESERVE = Duration.ofMinutes(1);

    private final long end;

    private Deadline(Duration left) {
        this.end = System.nanoTime() + left.toNanos();
    }

    /** The deadline of an invocation; one without a context, as in tests, has all of Lambda's time. */
    static Deadline of(Context context) {
        var left = context == null ? LONGEST : Duration.ofMillis(context.getRemainingTimeInMillis());
        var reserve = left.dividedBy(10);
        return in(left.minus(reserve.compareTo(RESERVE) < 0 ? reserve : RESERVE));
    }

    static Deadline in(Duration left) {
        return new Deadline(left);
    }

    /** The time that is left; nothing is less than a millisecond, because 0 means no limit to PostgreSQL. */
    Duration left() {
        var left = Duration.ofNanos(end - System.nanoTime());
        return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
    }
}
