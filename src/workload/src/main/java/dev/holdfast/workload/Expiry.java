package dev.holdfast.workload;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Until when a review stack is wanted: the tag {@code expires} of everything in it, and a stack output. Where its
 * configuration says nothing, a week from its first update on, and no later update changes that.
 */
final class Expiry {
    private static final String KEY = "expires";
    private static final int DAYS = 7;

    private Expiry() {}

    /**
     * The date of an environment, if it has one.
     *
     * @param previous the one that the stack's last update had
     * @param today in UTC
     */
    static Optional<LocalDate> read(
            Environment environment, Configuration keys, Optional<LocalDate> previous, LocalDate today) {
        var said = keys.text(KEY);
        if (!environment.disposable()) {
            said.ifPresent(date -> keys.problem(
                    KEY, "is '" + date + "', but only review stacks expire, and this is " + environment.name()));
            return Optional.empty();
        }
        return said.map(text -> parsed(keys, text, today))
                .orElseGet(() -> previous.or(() -> Optional.of(today.plusDays(DAYS))));
    }

    private static Optional<LocalDate> parsed(Configuration keys, String text, LocalDate today) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            keys.problem(KEY, "is '" + text + "', allowed is a date such as " + today.plusDays(DAYS));
            return Optional.empty();
        }
    }
}
