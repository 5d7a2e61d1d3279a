package dev.holdfast.sandbox.cli;

import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The clone that the sandbox works for: the repository's files, which it only reads, and {@code .sandbox}, which is its own.
 *
 * @param root the repository's root, where the launcher is
 */
record Workspace(Path root) {
    Path directory() {
        return root.resolve(".sandbox");
    }

    Site site() {
        return new Site(directory());
    }

    /** Pulumi's file backend. */
    Path state() {
        return directory().resolve("state");
    }

    /** What encrypts the secrets in the state; readable by its owner only. */
    Path passphrase() {
        return directory().resolve("passphrase");
    }

    /** Pulumi's own settings and plugins, apart from those of the person's other projects. */
    Path pulumiHome() {
        return directory().resolve("pulumi-home");
    }

    /** What Pulumi said in its last run on each stack. */
    Path logs() {
        return directory().resolve("pulumi");
    }

    /** The process id of Pulumi's run that is under way. */
    Path engine() {
        return directory().resolve("pulumi.pid");
    }

    /** The generated copy of a project. */
    Path project(String name) {
        return directory().resolve("projects").resolve(name);
    }

    /**
     * Makes sure that no second command changes stacks at the same time. The lock ends with this process, however it ends.
     *
     * @throws Failure naming the process that is at work
     */
    @SuppressWarnings("resource") // Open as long as the process lives.
    void lock() {
        var file = directory().resolve("up.lock");
        try {
            Files.createDirectories(directory());
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                var owner = Files.readString(file).strip();
                throw new Failure("another ./sandbox command (process " + owner + ") is changing stacks;"
                        + " wait for its end, or stop it with `kill " + owner + "`");
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(
                    Long.toString(ProcessHandle.current().pid())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    /** Writes a file whole or not at all, because Pulumi may read it at this moment. */
    static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        var whole = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".new");
        Files.writeString(whole, content);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
