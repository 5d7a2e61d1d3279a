package dev.holdfast.workload;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import java.util.regex.Pattern;

/**
 * What web shows of its environment.
 *
 * @param title {@code webTitle}
 * @param text {@code webText}
 */
public record Page(String title, String text) {
    /** Whatever can be seen, and spaces: a line break or a mark that turns the direction of a text is a mistake here. */
    private static final String VISIBLE = "[^\\p{C}\\p{Zl}\\p{Zp}]";

    private static final Pattern TITLE = Pattern.compile(VISIBLE + "{1,60}");
    private static final Pattern TEXT = Pattern.compile(VISIBLE + "{1,400}");

    static Page read(Configuration keys, Environment environment) {
        return new Page(
                keys.matching("webTitle", TITLE, "at most 60 visible characters in one line")
                        .orElse("Holdfast"),
                keys.matching("webText", TEXT, "at most 400 visible characters in one line")
                        .orElseGet(() -> text(environment)));
    }

    private static String text(Environment environment) {
        return switch (environment.kind()) {
            case REVIEW -> "A review environment: it goes when its branch is merged, and its messages with it.";
            case DEVELOPMENT -> "The developers' environment: try things out here.";
            case STAGING -> "The environment before production: what works here is released.";
            case PRODUCTION -> "Leave a message.";
        };
    }
}
