package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Where a new instance gets its data from, if it does not begin empty. */
final class Restoration {
    private final DbOrigin origin;
    private final Step data;

    /** Brings the data into a folder that is not there yet. */
    private interface Step {
        void into(Path data);
    }

    private Restoration(DbOrigin origin, Step data) {
        this.origin = origin;
        this.data = data;
    }

    /**
     * What an instance asks for.
     *
     * @throws AwsException if that is not there
     */
    static Optional<Restoration> of(DbInstance asked, DbSnapshots snapshots, AutomatedBackups backups) {
        var snapshot = asked.resource().text("snapshotIdentifier");
        if (snapshot.isPresent()) {
            var folder = snapshots.existing(asked.resource().account(), snapshot.get());
            return Optional.of(new Restoration(DbOrigin.read(folder), data -> copy(folder.resolve("data"), data)));
        }
        return asked.resource().objects("restoreToPointInTime").stream()
                .findFirst()
                .map(moment -> pointInTime(asked, moment, backups));
    }

    private static Restoration pointInTime(DbInstance asked, Map<String, Object> moment, AutomatedBackups backups) {
        var identifier = moment.get("sourceDbInstanceIdentifier");
        var resourceId = moment.get("sourceDbiResourceId");
        var live = asked.resources()
                .beside(asked.resource(), Rds.TYPE)
                .filter(one -> identifier != null
                        ? one.text("identifier").filter(identifier::equals).isPresent()
                        : one.id().equals(resourceId))
                .map((Resource one) -> new DbInstance(one, asked.resources()))
                .filter(one -> !one.identifier().equals(asked.identifier()))
                .findFirst();
        if (live.isEmpty() && identifier != null) {
            throw new AwsException("DBInstanceNotFound", "DBInstance " + identifier + " not found.");
        }
        if (live.filter(one -> one.backupDays() == 0).isPresent()) {
            throw new AwsException(
                    "PointInTimeRestoreNotEnabled",
                    "DBInstance " + live.get().identifier() + " has a BackupRetentionPeriod of 0: it has no backups");
        }
        var origin = live.map(one -> DbOrigin.of(one, Instant.now()))
                .or(() -> backups.retained(String.valueOf(resourceId))
                        .filter(one -> one.account().equals(asked.resource().account())))
                .orElseThrow(() -> new AwsException(
                        "DBInstanceAutomatedBackupNotFound",
                        "No automated backup of a DB instance with the resource id " + resourceId));
        var time = time(moment);
        return new Restoration(origin, data -> backups.restore(origin, live, time, data));
    }

    private static Optional<Instant> time(Map<String, Object> moment) {
        var time = Optional.ofNullable(moment.get("restoreTime")).map(Object::toString);
        if (time.isPresent() == Boolean.TRUE.equals(moment.get("useLatestRestorableTime"))) {
            throw new AwsException(
                    "InvalidParameterCombination",
                    "set either restoreTime or useLatestRestorableTime, not both or none");
        }
        try {
            return time.map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new AwsException("InvalidParameterValue", "restoreTime '" + time.get() + "' is no time in UTC");
        }
    }

    private static void copy(Path from, Path data) {
        try {
            BaseBackup.copyWhole(from, data);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot restore " + from, e);
        }
    }

    /** What the instance has from where its data come from, whatever was asked for. */
    Map<String, Object> properties() {
        return origin.properties();
    }

    /** What it is restored from, in words. */
    String describe() {
        return origin.identifier() + " (" + origin.resourceId() + ")";
    }

    /** Brings the data into the home of the instance's server. */
    void into(Path home) {
        data.into(home.resolve("data"));
    }
}
