package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What instances can be restored to any moment with: a base backup of each, and the archive of its write-ahead log since
 * then. Unlike RDS's, a backup begins once and grows for as long as its instance lives, and reaches up to now; RDS's is up
 * to five minutes behind.
 */
final class AutomatedBackups {
    private static final String BASE = "base";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path databases;
    private final Function<DbInstance, RdsAdmin> admin;

    /**
     * @param admin connects to an instance that runs
     */
    AutomatedBackups(Path databases, Function<DbInstance, RdsAdmin> admin) {
        this.databases = databases;
        this.admin = admin;
    }

    /** Where the server with this home archives its write-ahead log, once the folder is there. */
    static Path archive(Path home) {
        return home.resolveSibling("backups").resolve(home.getFileName()).resolve("wal");
    }

    /** Whether an instance can be restored to a moment. */
    boolean begun(DbInstance db) {
        return Files.exists(folder(db.id()).resolve(BASE));
    }

    /** Begins, or goes on with, the backups of an instance as its retention says. */
    void follow(DbInstance db) {
        var folder = folder(db.id());
        try {
            if (db.backupDays() == 0) {
                Folders.delete(folder);
                return;
            }
            PrivateFiles.folder(folder.getParent());
            PrivateFiles.folder(folder);
            if (!begun(db)) {
                var home = databases.resolve(db.id());
                PrivateFiles.folder(archive(home));
                var unfinished = folder.resolve("unfinished");
                Folders.delete(unfinished);
                try (var superuser = admin.apply(db)) {
                    BaseBackup.take(superuser.connection(), home.resolve("data"), unfinished, false);
                }
                PrivateFiles.write(folder.resolve("since"), Instant.now().toString());
                Files.move(unfinished, folder.resolve(BASE));
            }
            DbOrigin.of(db, Instant.now()).write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot back up " + db.identifier(), e);
        }
    }

    /** The instance is about to be deleted: its backups go with it, or are kept up to now. */
    void end(DbInstance db, boolean reachable) {
        if (!begun(db)) {
            return;
        }
        try {
            if (db.resource().flag("deleteAutomatedBackups")) {
                Folders.delete(folder(db.id()));
            } else {
                if (reachable) {
                    archiveNow(db);
                }
                DbOrigin.of(db, Instant.now()).write(folder(db.id()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end the backups of " + db.identifier(), e);
        }
    }

    /** What is left of an instance that is deleted. */
    Optional<DbOrigin> retained(String resourceId) {
        var folder = folder(resourceId);
        return Files.exists(folder.resolve(BASE)) ? Optional.of(DbOrigin.read(folder)) : Optional.empty();
    }

    /** All that can be restored from, a line each. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        var all = databases.resolve("backups");
        if (Files.exists(all)) {
            try (var folders = Files.list(all)) {
                folders.filter(folder -> Files.exists(folder.resolve(BASE)))
                        .sorted()
                        .forEach(folder -> lines.add("backup " + folder.getFileName() + " of "
                                + DbOrigin.read(folder).identifier() + " from " + since(folder)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + all, e);
            }
        }
        return lines;
    }

    /**
     * Makes data of an instance as it was at a moment; a server that starts with them recovers up to there.
     *
     * @param origin as it was last written
     * @param live the instance, if it is not deleted
     * @param time the moment; the latest where there is none
     * @throws AwsException if it cannot be restored to that
     */
    void restore(DbOrigin origin, Optional<DbInstance> live, Optional<Instant> time, Path data) {
        var folder = folder(origin.resourceId());
        live.ifPresent(this::archiveNow);
        time.ifPresent(moment -> check(
                moment,
                since(folder),
                live.isPresent() ? Instant.now() : Instant.parse(origin.at()),
                live.map(DbInstance::backupDays).orElse(origin.days())));
        try {
            BaseBackup.copyWhole(folder.resolve(BASE), data);
            Files.writeString(data.resolve("recovery.signal"), "");
            var archive = folder.resolve("wal").toString().replace("'", "''");
            Files.writeString(
                    data.resolve("postgresql.auto.conf"),
                    "restore_command = 'cp \"" + archive + "/%f\" \"%p\"'\nrecovery_target_action = 'promote'\n"
                            + time.map(moment -> "recovery_target_time = '" + timestamp(moment) + "'\n")
                                    .orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot restore " + origin.identifier(), e);
        }
    }

    private static void check(Instant moment, Instant since, Instant latest, int days) {
        if (moment.isAfter(latest)) {
            throw refused("later than " + latest.truncatedTo(ChronoUnit.SECONDS) + ".");
        }
        var kept = latest.minus(days, ChronoUnit.DAYS);
        var earliest = kept.isAfter(since) ? kept : since;
        if (moment.isBefore(earliest)) {
            throw refused(
                    "earlier than " + earliest.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)
                            + " because its backup retention period is set to " + days + " days.");
        }
    }

    /** As PostgreSQL reads it, which knows microseconds. */
    private static String timestamp(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS)
                .toString()
                .replace('T', ' ')
                .replace("Z", "+00");
    }

    private static AwsException refused(String why) {
        return new AwsException("InvalidParameterValue", "The specified instance cannot be restored to a time " + why);
    }

    /** Ends the segment that is being written, so that all up to now is in the archive. */
    private void archiveNow(DbInstance db) {
        String segment;
        try (var superuser = admin.apply(db);
                var statement = superuser.connection().createStatement()) {
            // Recovery to a time ends at the first transaction after it: there has to be one.
            statement.execute("SELECT pg_current_xact_id()");
            try (var found = statement.executeQuery("SELECT pg_walfile_name(pg_switch_wal())")) {
                found.next();
                segment = found.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot end the log of " + db.identifier() + ": " + e.getMessage(), e);
        }
        var archived = archive(databases.resolve(db.id())).resolve(segment);
        var end = Instant.now().plus(PATIENCE);
        while (!Files.exists(archived)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        db.identifier() + " does not archive its log: " + archived + " is missing; see its log");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the log was archived", e);
            }
        }
    }

    private static Instant since(Path folder) {
        return Instant.parse(PrivateFiles.read(folder.resolve("since")));
    }

    private Path folder(String resourceId) {
        return databases.resolve("backups").resolve(resourceId);
    }
}
