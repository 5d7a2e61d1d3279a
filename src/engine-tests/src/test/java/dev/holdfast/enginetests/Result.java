package dev.holdfast.enginetests;

import java.time.Duration;

/** What a command printed and how it ended. */
record Result(String command, int exitCode, String output, Duration took) {
    /** The same, if it succeeded. */
    Result succeeded() {
        if (exitCode != 0) {
            throw new AssertionError(this + "\nwas to succeed");
        }
        return this;
    }

    /** The same, if it failed. */
    Result failed() {
        if (exitCode == 0) {
            throw new AssertionError(this + "\nwas to fail");
        }
        return this;
    }

    /** One line about it. */
    String summary() {
        return "    $ " + command + "  (" + took.toSeconds() + " s, exit code " + exitCode + ")";
    }

    @Override
    public String toString() {
        return "$ " + command + "\n" + output + "\nexit code " + exitCode + " after " + took.toSeconds() + " s";
    }
}
