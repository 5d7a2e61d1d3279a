package dev.holdfast.sandbox.cloud;

/** Tells the person who waits for an operation what happens; the engine shows it beside the resource. */
public interface Report {
    /** Progress, shown while it works. */
    void info(String message);

    /** Something to look at, kept in the engine's diagnostics. */
    void warn(String message);

    /** Tells nobody. */
    Report NONE = new Report() {
        @Override
        public void info(String message) {
            // There is nobody.
        }

        @Override
        public void warn(String message) {
            // There is nobody.
        }
    };
}
