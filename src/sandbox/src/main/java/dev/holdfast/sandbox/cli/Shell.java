package dev.holdfast.sandbox.cli;

/** What a POSIX shell reads as one word. */
final class Shell {
    private Shell() {}

    /** This text, whatever is in it. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
