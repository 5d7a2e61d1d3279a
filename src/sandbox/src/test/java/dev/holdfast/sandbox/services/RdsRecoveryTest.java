package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RdsRecoveryTest {
    @TempDir
    static Path directory;

    private static CloudFixture cloud;
    private static Resource database;

    @BeforeAll
    static void createDatabase() {
        cloud = new CloudFixture(directory);
        database = cloud.database("holdfast", Map.of());
    }

    @AfterAll
    static void stop() {
        cloud.rds.suspend(database);
        cloud.rds.close();
    }

    @Test
    void everyAcknowledgedRowSurvivesKillsWhileRowsAreWritten() throws Exception {
        try (var connection = cloud.connect(database, cloud.bundle(), "verify-full");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE acknowledged (id int PRIMARY KEY)");
        }
        var acknowledged = new CopyOnWriteArrayList<Integer>();
        var done = new AtomicBoolean();
        var writer = new Thread(() -> write(acknowledged, done));
        writer.start();

        for (var kill = 0; kill < 3; kill++) {
            moreThan(acknowledged, 50);
            cloud.rds.kill(database);
            // A session may outlive its server for a moment and go on: only the next server takes new ones.
            await().atMost(Duration.ofSeconds(60)).until(() -> cloud.rds.ready(database));
        }
        moreThan(acknowledged, 50);
        done.set(true);
        writer.join();

        assertThat(rows()).containsAll(acknowledged);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(told())
                                .contains("database holdfast PostgreSQL died; it is started again")
                                .contains(
                                        "database holdfast PostgreSQL takes connections again, with what was committed; restarts: 3"));
    }

    @Test
    void aDatabaseThatWasBeingCreatedWhenTheCloudDiedLeavesNothing() throws IOException {
        var id = "db-" + "A".repeat(26);
        var half = cloud.database("half", Map.of("resourceId", id));
        var home = directory
                .resolve("cloud/databases")
                .resolve(half.text("resourceId").orElseThrow());
        Files.writeString(home.resolve("unfinished"), "");
        cloud.resources.remove(half);
        var forgotten = cloud.database("forgotten", Map.of());
        var kept = directory
                .resolve("cloud/databases")
                .resolve(forgotten.text("resourceId").orElseThrow());
        cloud.resources.remove(forgotten);

        cloud.rds.close();
        cloud = new CloudFixture(directory);
        cloud.rds.resume(database);

        assertThat(home).doesNotExist();
        // It was finished once: whose data these are is not for the sandbox to say.
        assertThat(kept.resolve("data/PG_VERSION")).exists();
        assertThat(kept.resolve("data/postmaster.pid")).doesNotExist();
        await().atMost(Duration.ofSeconds(20)).until(() -> cloud.rds.ready(database));
    }

    @Test
    void startsOverAPidFileThatACrashDamaged() throws IOException {
        cloud.rds.suspend(database);
        Files.write(
                directory
                        .resolve("cloud/databases")
                        .resolve(database.text("resourceId").orElseThrow())
                        .resolve("data/postmaster.pid"),
                new byte[] {0, (byte) 0xff, 'x'});

        cloud.rds.resume(database);

        await().atMost(Duration.ofSeconds(20)).until(() -> cloud.rds.ready(database));
    }

    @Test
    void aDeletionThatWasInterruptedCanBeFinished() throws IOException {
        var snapshotted =
                cloud.database("kept", Map.of("skipFinalSnapshot", false, "finalSnapshotIdentifier", "kept-final"));
        cloud.rds.delete(snapshotted, CloudFixture.SILENT);

        // The cloud died before the resource was forgotten.
        cloud.rds.delete(snapshotted, CloudFixture.SILENT);

        cloud.resources.remove(snapshotted);
        assertThat(directory.resolve("cloud/databases/snapshots/111122223333/kept-final/data/PG_VERSION"))
                .exists();
    }

    @Test
    void aServerWhoseCloudIsGoneEndsBeforeItsDataAreDeleted(@TempDir Path elsewhere) {
        var killed = new CloudFixture(elsewhere);
        var brief = killed.database("brief", Map.of());
        killed.rds.close();
        var server = new PidFile(elsewhere
                        .resolve("cloud/databases")
                        .resolve(brief.text("resourceId").orElseThrow())
                        .resolve("data"))
                .server()
                .orElseThrow();

        Orphans.end(killed.site);
        Orphans.end(new Site(elsewhere.resolve("nowhere")));

        assertThat(server.isAlive()).isFalse();
        assertThat(cloud.rds.ready(database)).isTrue();
    }

    private static void moreThan(List<Integer> acknowledged, int count) {
        var before = acknowledged.size();
        await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > before + count);
    }

    private static void write(List<Integer> acknowledged, AtomicBoolean done) {
        var next = 0;
        while (!done.get()) {
            try (var connection = cloud.connect(database, cloud.bundle(), "verify-full");
                    var statement = connection.createStatement()) {
                while (!done.get()) {
                    next++;
                    statement.execute("INSERT INTO acknowledged VALUES (" + next + ")");
                    acknowledged.add(next);
                }
            } catch (SQLException e) {
                // The row may be there or not: nobody was told that it is.
                Thread.onSpinWait();
            }
        }
    }

    private static Set<Integer> rows() throws SQLException {
        try (var connection = cloud.connect(database, cloud.bundle(), "verify-full");
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT id FROM acknowledged")) {
            var rows = new HashSet<Integer>();
            while (result.next()) {
                rows.add(result.getInt(1));
            }
            return rows;
        }
    }

    private static List<String> told() {
        return cloud.events.last(1000).stream()
                .map(event -> event.subject() + " " + event.what())
                .toList();
    }
}
