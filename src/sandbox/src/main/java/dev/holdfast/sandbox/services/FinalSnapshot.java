package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the data of an instance stay after its deletion. */
record FinalSnapshot(Path directory) {
    /**
     * The place of an instance's final snapshot among those of its account.
     *
     * @throws AwsException unless the instance names a free and valid one
     */
    static FinalSnapshot of(DbInstance db, Path databases) {
        var identifier = db.resource()
                .text("finalSnapshotIdentifier")
                .orElseThrow(() -> new AwsException(
                        "InvalidParameterCombination",
                        "final_snapshot_identifier is required when skip_final_snapshot is false: set"
                                + " finalSnapshotIdentifier of " + db.identifier() + ", or skipFinalSnapshot where its"
                                + " data may be lost"));
        if (!identifier.matches("[A-Za-z](-?[A-Za-z0-9])*")) {
            throw new AwsException(
                    "InvalidParameterValue",
                    "The parameter FinalDBSnapshotIdentifier is not a valid identifier: '" + identifier
                            + "'. Identifiers must begin with a letter; must contain only ASCII letters, digits, and"
                            + " hyphens; and must not end with a hyphen or contain two consecutive hyphens.");
        }
        var directory =
                databases.resolve("snapshots").resolve(db.resource().account()).resolve(identifier);
        if (Files.exists(directory)) {
            throw new AwsException(
                    "DBSnapshotAlreadyExists",
                    "Cannot create the snapshot because a snapshot with the identifier " + identifier
                            + " already exists.");
        }
        return new FinalSnapshot(directory);
    }

    /** Keeps the data of a server that was stopped. */
    void keep(Path home) {
        try {
            Files.createDirectories(directory.getParent());
            Files.move(home, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the final snapshot " + directory, e);
        }
    }
}
