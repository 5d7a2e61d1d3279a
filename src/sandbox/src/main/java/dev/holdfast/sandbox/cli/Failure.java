package dev.holdfast.sandbox.cli;

/** Ends a command with exit code 1. Its message is for the person who typed it: what is wrong, and what to do next. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(String message) {
        super(message);
    }

    Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
