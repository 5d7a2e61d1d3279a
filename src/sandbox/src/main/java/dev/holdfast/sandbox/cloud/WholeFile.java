package dev.holdfast.sandbox.cloud;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are written whole or not at all, whenever the process is killed or the machine loses its power: the content
 * is on the disk before the file has its name, and the name is before the writing returns.
 */
public final class WholeFile {
    /** How an unfinished one ends; what a crash left of these is of no use to anybody. */
    public static final String UNFINISHED = ".tmp";

    private WholeFile() {}

    /** Writes a file that only its owner can read, in a folder that exists. */
    public static void write(Path file, byte[] content) throws IOException {
        uninterrupted(() -> written(file, content));
    }

    private static void written(Path file, byte[] content) throws IOException {
        // createTempFile gives 0600.
        var whole = Files.createTempFile(file.getParent(), "new", UNFINISHED);
        try {
            try (var channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
                var rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(whole);
            throw e;
        }
        sync(file.getParent());
    }

    /** Deletes a file, if it is there, for good. */
    public static void delete(Path file) throws IOException {
        uninterrupted(() -> {
            if (Files.deleteIfExists(file)) {
                sync(file.getParent());
            }
        });
    }

    /** What is done to a file. */
    private interface Work {
        void run() throws IOException;
    }

    /** An interrupted thread finishes its file as well: it tidies up, and Java would close the channel under it. */
    private static void uninterrupted(Work work) throws IOException {
        var interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
