package dev.holdfast.impact;

/**
 * A migration of the database that the update would run.
 *
 * @param version its version, such as {@code 3}
 * @param description in words
 * @param step of an expand and contract pair, in words
 */
public record Migration(String version, String description, String step) {}
