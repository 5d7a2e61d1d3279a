package dev.holdfast.web;

import java.util.List;

/**
 * The page with the messages and the form.
 *
 * @param available whether the api answered messages
 */
public record Home(Site site, List<Message> messages, boolean available) {
    /** How many characters the api takes; it is the one that checks. */
    public static final int LONGEST_AUTHOR = 80;

    /** How many characters the api takes; it is the one that checks. */
    public static final int LONGEST_TEXT = 2_000;
}
