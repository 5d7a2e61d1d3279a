package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where the data of an instance stay after its deletion. */
record FinalSnapshot(Path directory, DbInstance db) {
    /**
     * The place of an instance's final snapshot among those of its account.
     *
     * @throws AwsException unless the instance names a free and valid one
     */
    static FinalSnapshot of(DbInstance db, DbSnapshots snapshots) {
        var identifier = db.resource()
                .text("finalSnapshotIdentifier")
                .orElseThrow(() -> new AwsException(
                        "InvalidParameterCombination",
                        "final_snapshot_identifier is required when skip_final_snapshot is false: set"
                                + " finalSnapshotIdentifier of " + db.identifier() + ", or skipFinalSnapshot where its"
                                + " data may be lost"));
        return new FinalSnapshot(snapshots.free(db.resource().account(), identifier, "FinalDBSnapshotIdentifier"), db);
    }

    /** Keeps the data of a server that was stopped. */
    void keep(Path home) {
        try {
            Files.createDirectories(directory.getParent());
            DbOrigin.of(db, Instant.now().truncatedTo(ChronoUnit.SECONDS)).write(home);
            Files.move(home, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the final snapshot " + directory, e);
        }
    }
}
