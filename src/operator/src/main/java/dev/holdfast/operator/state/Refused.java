package dev.holdfast.operator.state;

/** Why a command does nothing, or nothing more, and what to do next; a text for a person. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message);
    }
}
