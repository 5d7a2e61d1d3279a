package dev.holdfast.operator;

/** Why a command does nothing, or nothing more, and what to do next; a text for a person. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
        super(message);
    }
}
