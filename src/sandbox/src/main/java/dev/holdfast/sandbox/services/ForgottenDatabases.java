package dev.holdfast.sandbox.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * Databases that no resource knows of, because the cloud died while it created them. Data are deleted only where the
 * creation had not come to its end: then nobody was ever told of them.
 */
record ForgottenDatabases(Path databases) {
    private static final String UNFINISHED = "unfinished";

    /** The creation of a database in this folder begins. */
    static void begin(Path home) {
        PrivateFiles.write(home.resolve(UNFINISHED), "");
    }

    /** The creation has come to its end. */
    static void finished(Path home) {
        try {
            Files.delete(home.resolve(UNFINISHED));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot finish the database in " + home, e);
        }
    }

    /** Ends all servers but those of these ids. */
    void end(List<String> known, PostgresBinaries binaries, Path log) {
        var nobody = Executors.newSingleThreadScheduledExecutor();
        try (var homes = Files.newDirectoryStream(Files.createDirectories(databases), "db-*")) {
            for (var home : homes) {
                if (!known.contains(home.getFileName().toString())) {
                    new Postgres(binaries, new Postgres.Place(home, "", 0, log), nobody, what -> {}).stop();
                    if (Files.exists(home.resolve(UNFINISHED))) {
                        Folders.delete(home);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + databases, e);
        } finally {
            nobody.shutdownNow();
        }
    }
}
