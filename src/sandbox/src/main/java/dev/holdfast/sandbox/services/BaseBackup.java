package dev.holdfast.sandbox.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A copy of a running server's data that another server begins with, as PostgreSQL's manual describes it ("Making a Base
 * Backup Using the Low Level API").
 */
final class BaseBackup {
    /** Folders whose content belongs to the running server alone. */
    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    /** What tells timelines apart, and segments of the write-ahead log. */
    private static final Pattern HISTORY = Pattern.compile("[0-9A-F]{8}\\.history");

    private static final Pattern LOG = Pattern.compile(HISTORY + "|[0-9A-F]{24}");

    private BaseBackup() {}

    /**
     * Takes one.
     *
     * @param whole whether it brings the write-ahead log that makes it consistent; else the archive has that
     */
    static void take(Connection superuser, Path data, Path copy, boolean whole) {
        try (var statement = superuser.createStatement()) {
            statement.execute("SELECT pg_backup_start('holdfast', true)");
            copy(data, copy);
            try (var end = statement.executeQuery(
                    "SELECT labelfile FROM pg_backup_stop(wait_for_archive => " + !whole + ")")) {
                end.next();
                Files.writeString(copy.resolve("backup_label"), end.getString(1));
            }
            copyLog(data.resolve("pg_wal"), copy.resolve("pg_wal"), whole ? LOG : HISTORY);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot back up " + data + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot back up " + data + " to " + copy, e);
        }
    }

    /** Copies data of which no server runs, or of which one does and says so with a label. */
    static void copy(Path data, Path copy) throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                PrivateFiles.folder(copy.resolve(data.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var relative = data.relativize(file);
                var own = relative.getNameCount() > 1
                        && EMPTY.contains(relative.getName(0).toString());
                if (!own && !relative.toString().matches("postmaster\\.(pid|opts)|.*/?pgsql_tmp.*")) {
                    present(file, copy.resolve(relative.toString()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    static void copyLog(Path log, Path copy, Pattern files) throws IOException {
        try (var names = Files.newDirectoryStream(log)) {
            for (var file : names) {
                if (files.matcher(file.getFileName().toString()).matches()) {
                    present(file, copy.resolve(file.getFileName().toString()));
                }
            }
        }
    }

    /** The write-ahead log of data of which no server runs. */
    static void copyWhole(Path data, Path copy) throws IOException {
        copy(data, copy);
        copyLog(data.resolve("pg_wal"), copy.resolve("pg_wal"), LOG);
    }

    /** A server may remove a file at any time; the write-ahead log says what became of it. */
    private static void present(Path file, Path copy) throws IOException {
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException gone) {
            Files.deleteIfExists(copy);
        }
    }
}
