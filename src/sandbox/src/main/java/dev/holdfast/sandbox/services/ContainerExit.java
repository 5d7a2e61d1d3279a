package dev.holdfast.sandbox.services;

import java.util.List;
import java.util.Map;

/**
 * How a container's program ended.
 *
 * @param code its exit code: 128 and more is a signal, as a shell counts
 * @param outOfMemory whether Java said so at the end
 */
record ContainerExit(int code, boolean outOfMemory) {
    private static final int SIGNALLED = 128;
    private static final Map<Integer, String> SIGNALS =
            Map.of(1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 6, "SIGABRT", 9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

    /** The end of a program whose log ends with these lines. */
    static ContainerExit of(int code, List<String> log) {
        return new ContainerExit(code, log.stream().anyMatch(line -> line.contains("java.lang.OutOfMemoryError")));
    }

    /** For example {@code exited with code 137 (SIGKILL)}. */
    @Override
    public String toString() {
        var signal = SIGNALS.get(code - SIGNALLED);
        return "exited with code " + code
                + (signal == null ? "" : " (" + signal + ")")
                + (outOfMemory ? ": OutOfMemoryError, so the task's memory is too small for it" : "");
    }
}
