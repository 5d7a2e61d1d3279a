package dev.holdfast.sandbox.cloud;

import java.nio.file.Path;

/** A file of the sandbox says nothing sensible any more, and nobody else knows what it said. */
public final class Damaged extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Names the file and what can be done.
     *
     * @param why what is wrong with it
     */
    public Damaged(Path file, String why, Throwable cause) {
        super(
                file + " is damaged: " + why
                        + ".\nIt cannot be made again: restore it from a copy of .sandbox, or start"
                        + " anew with ./sandbox reset, which deletes all data.",
                cause);
    }
}
