package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The snapshots of instances, a folder each: those that a person made, and the final ones. */
record DbSnapshots(Path databases) {
    private static final Pattern ARN = Pattern.compile("arn:aws:rds:[a-z0-9-]+:(\\d{12}):snapshot:(.+)");

    /**
     * The place of a new snapshot.
     *
     * @param parameter what RDS calls the identifier in its refusal
     * @throws AwsException unless the name is valid and free
     */
    Path free(String account, String identifier, String parameter) {
        if (!identifier.matches("[A-Za-z](-?[A-Za-z0-9])*")) {
            throw new AwsException(
                    "InvalidParameterValue",
                    "The parameter " + parameter + " is not a valid identifier: '" + identifier
                            + "'. Identifiers must begin with a letter; must contain only ASCII letters, digits, and"
                            + " hyphens; and must not end with a hyphen or contain two consecutive hyphens.");
        }
        var folder = folder(account, identifier);
        if (Files.exists(folder)) {
            throw new AwsException(
                    "DBSnapshotAlreadyExists",
                    "Cannot create the snapshot because a snapshot with the identifier " + identifier
                            + " already exists.");
        }
        return folder;
    }

    /** Takes one of a running instance. */
    void take(DbInstance db, String identifier, RdsAdmin admin, Path data) {
        var folder = free(db.resource().account(), identifier, "DBSnapshotIdentifier");
        // What a crash leaves of it has no name yet.
        var unfinished = folder.resolveSibling("." + identifier);
        try {
            Folders.delete(unfinished);
            BaseBackup.take(admin.connection(), data, unfinished.resolve("data"), true);
            DbOrigin.of(db, Instant.now().truncatedTo(ChronoUnit.SECONDS)).write(unfinished);
            Files.move(unfinished, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the snapshot " + folder, e);
        }
    }

    /**
     * The folder of a snapshot.
     *
     * @param named its identifier or ARN
     * @throws AwsException if the account has none of this name
     */
    Path existing(String account, String named) {
        var arn = ARN.matcher(named);
        var folder = arn.matches() ? folder(arn.group(1), arn.group(2)) : folder(account, named);
        if (!Files.exists(folder) || arn.matches() && !arn.group(1).equals(account)) {
            throw new AwsException("DBSnapshotNotFound", "DBSnapshot not found: " + named);
        }
        return folder;
    }

    /** All of them, a line each. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        var all = databases.resolve("snapshots");
        if (Files.exists(all)) {
            try (var folders = Files.walk(all, 2)) {
                folders.filter(folder -> Files.exists(folder.resolve("data")))
                        .filter(folder -> !folder.getFileName().toString().startsWith("."))
                        .sorted()
                        .forEach(folder -> {
                            var origin = DbOrigin.read(folder);
                            lines.add("snapshot " + folder.getFileName() + " of " + origin.identifier() + " at "
                                    + origin.at());
                        });
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + all, e);
            }
        }
        return lines;
    }

    private Path folder(String account, String identifier) {
        return databases.resolve("snapshots").resolve(account).resolve(identifier);
    }
}
