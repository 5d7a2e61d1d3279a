package dev.holdfast.workload;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.migrationrules.MigrationFile;
import dev.holdfast.migrationrules.Review;
import dev.holdfast.migrationrules.Review.Reviewed;
import dev.holdfast.migrationrules.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The database's migrations as files.
 *
 * @param checksum tells whether there is something to migrate
 * @param review what the rules say about them; they refuse nothing
 */
record MigrationFiles(String checksum, Review review) {
    /** The files in a key's directory, relative to Pulumi.yaml; one without files, and what the rules refuse, is a problem. */
    static MigrationFiles read(Configuration keys, String key, String byDefault) {
        var directory = Path.of(keys.text(key, byDefault));
        var files = files(directory);
        if (files.isEmpty()) {
            keys.problem(
                    key,
                    "is '" + directory + "', where there are no files; set it to the directory of the migrations,"
                            + " relative to Pulumi.yaml");
        }
        var review = Review.of(files.isEmpty() ? List.of() : MigrationFile.in(directory));
        review.refused().forEach(finding -> keys.problem(key, "has a migration that is refused: " + finding.message()));
        return new MigrationFiles(checksum(directory, files), review);
    }

    /** Those that a database of this version does not have yet, all if it has none. */
    List<Reviewed> after(Optional<Version> version) {
        return review.files().stream()
                .filter(one -> one.file().version().isPresent())
                .filter(one -> version.isEmpty() || one.file().version().get().compareTo(version.get()) > 0)
                .toList();
    }

    /** As a stack output: what there is, and which step of a pair each one is. */
    List<Map<String, Object>> told() {
        return after(Optional.empty()).stream()
                .map(Reviewed::file)
                .map(file -> Map.<String, Object>of(
                        "version",
                        file.version().orElseThrow().text(),
                        "description",
                        file.description(),
                        "step",
                        file.step()))
                .toList();
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
