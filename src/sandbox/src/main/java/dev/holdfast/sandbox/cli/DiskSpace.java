package dev.holdfast.sandbox.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;

/** The room that the sandbox needs on the disk: databases, images as archives and unpacked, state and logs. */
final class DiskSpace {
    private static final long MEGABYTE = 1 << 20;
    /** A first environment takes about 300 MB, and PostgreSQL stops where it cannot write. */
    private static final long FIRST = 500;
    /** What an update writes. */
    private static final long NEXT = 100;

    private static final Pattern OVER =
            Pattern.compile("(?i).*(no space left on device|disk quota exceeded|file too large).*", Pattern.DOTALL);

    private DiskSpace() {}

    /**
     * Makes sure that what a command writes has room.
     *
     * @throws Failure naming what is free and what is needed
     */
    static void require(Workspace workspace) throws IOException {
        var needed = Files.isDirectory(workspace.site().databases()) ? NEXT : FIRST;
        var free = free(workspace);
        if (free < needed) {
            throw new Failure("too little space for " + workspace.directory() + ": " + free + " MB are free, about "
                    + needed + " MB are needed. Make room, and run this again; nothing was changed.");
        }
    }

    /** Whether a message of the system says that the disk is full. */
    static boolean isOver(String message) {
        return message != null && OVER.matcher(message).matches();
    }

    /** What to do when it is. */
    static String over(Workspace workspace, String message) {
        return "no space left for " + workspace.directory() + " (" + message + "): it needs about " + FIRST
                + " MB.\nMake room, and run this again: what was done is kept.";
    }

    private static long free(Workspace workspace) throws IOException {
        var place = workspace.directory();
        while (!Files.exists(place)) {
            place = place.getParent();
        }
        return Files.getFileStore(place).getUsableSpace() / MEGABYTE;
    }
}
