package dev.holdfast.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A message, as the api answers it. */
public record Message(String author, String text, Instant createdAt) {
    private static final DateTimeFormatter READABLE = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** When it was written, for a reader whose time zone is not known. */
    public String readableTime() {
        return READABLE.format(createdAt);
    }
}
