package dev.holdfast.sandbox.services;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from Maven Central's archive for this machine. */
final class PostgresBinaries {
    private final Path directory;
    private final CompletableFuture<Path> home;

    /** Unpacks them into a folder of this one, once for each version; goes on in the background for some seconds. */
    PostgresBinaries(Path directory) {
        this.directory = directory;
        home = CompletableFuture.supplyAsync(this::unpack, task -> new Thread(task, "postgresql-unpack").start());
    }

    /** Whether this library can be preloaded. */
    boolean hasLibrary(String name) {
        return Files.exists(home.join().resolve("lib/postgresql").resolve(name + ".so"));
    }

    /** The command that runs one of the programs. */
    List<String> command(String program, String... arguments) {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root; in a user namespace without a mapping root is nobody, with root's
            // files.
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(home.join().resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * Runs one of the programs to its end.
     *
     * @throws IllegalStateException with what it printed if it fails
     */
    void run(String program, String... arguments) {
        try {
            var process = new ProcessBuilder(command(program, arguments))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(program + " failed: " + output.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run PostgreSQL's " + program, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program + " ran", e);
        }
    }

    /** Waits until nothing is written any more. */
    void close() {
        home.handle((unpacked, failure) -> unpacked).join();
    }

    private Path unpack() {
        try (var packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary("Linux", System.getProperty("os.arch"))) {
            var archive = packed.readAllBytes();
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(archive), 0, 6);
            var unpacked = directory.resolve("postgresql-" + digest);
            if (!Files.exists(unpacked)) {
                // An interrupted one is overwritten.
                var whole = directory.resolve("unpacking");
                unpack(archive, whole);
                Files.move(whole, unpacked);
            }
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack PostgreSQL into " + directory, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                Files.deleteIfExists(path);
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    Files.setPosixFilePermissions(
                            path,
                            PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }
}
