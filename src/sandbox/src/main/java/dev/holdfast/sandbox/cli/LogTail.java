package dev.holdfast.sandbox.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, for a message about what failed. */
final class LogTail {
    private static final int LINES = 20;
    private static final int BYTES = 8000;

    private LogTail() {}

    /** The last lines; one that says so where the file cannot be read. */
    static List<String> of(Path file) {
        return of(file, 0);
    }

    /** The last lines that it got since it had this length. */
    static List<String> of(Path file, long length) {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(Math.min(length, log.length()), log.length() - BYTES));
            var bytes = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(bytes);
            var lines =
                    new String(bytes, StandardCharsets.UTF_8).strip().lines().toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        } catch (IOException e) {
            return List.of("(" + file + " cannot be read: " + e.getMessage() + ")");
        }
    }
}
