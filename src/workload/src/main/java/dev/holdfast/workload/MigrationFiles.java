package dev.holdfast.workload;

import dev.holdfast.conventions.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The database's migrations as files: their checksum tells whether there is something to migrate. */
final class MigrationFiles {
    private MigrationFiles() {}

    /** The checksum of the files in a key's directory, relative to Pulumi.yaml; a directory without files is a problem. */
    static String checksum(Configuration keys, String key, String byDefault) {
        var directory = keys.text(key, byDefault);
        var files = files(Path.of(directory));
        if (files.isEmpty()) {
            keys.problem(
                    key,
                    "is '" + directory + "', where there are no files; set it to the directory of the migrations,"
                            + " relative to Pulumi.yaml");
        }
        return checksum(Path.of(directory), files);
    }

    /** Of names and contents: a renamed migration is another one. */
    private static String checksum(Path directory, List<Path> files) {
        var digest = sha256();
        for (var file : files) {
            var name = directory.relativize(file).toString().replace('\\', '/');
            digest.update(sha256().digest(name.getBytes(StandardCharsets.UTF_8)));
            try {
                digest.update(sha256().digest(Files.readAllBytes(file)));
            } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot read the migration " + file, unreadable);
            }
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var found = Files.walk(directory)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list the migrations in " + directory, unreadable);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }
}
