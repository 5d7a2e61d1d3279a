package dev.holdfast.impact;

/** What is worst to what holds state comes first. */
final class Severity {
    private Severity() {}

    /** Lowest for the worst. */
    static int of(ResourceChange change) {
        return switch (change.operation()) {
            case DELETE -> 0;
            case REPLACE -> 1;
            case FORGET -> 2;
            case UPDATE, IMPORT -> change.before().missingIn(change.after()).isEmpty() ? 4 : 3;
            case CREATE -> 5;
        };
    }

    /** Whether Pulumi holds the resource afterwards, so that something may protect it. */
    static boolean staysWithPulumi(Operation operation) {
        return operation != Operation.DELETE && operation != Operation.FORGET;
    }
}
