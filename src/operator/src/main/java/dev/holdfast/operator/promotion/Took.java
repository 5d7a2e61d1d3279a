package dev.holdfast.operator.promotion;

import java.time.Duration;
import java.util.Locale;

/** How long something took, for a person. */
final class Took {
    private Took() {}

    /** Since a moment of {@link System#nanoTime}. */
    static String since(long start) {
        return of(Duration.ofNanos(System.nanoTime() - start));
    }

    /** For example {@code 4.2 s} or {@code 3 min 20 s}. */
    static String of(Duration duration) {
        return duration.toSeconds() < 60
                ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0)
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
}
