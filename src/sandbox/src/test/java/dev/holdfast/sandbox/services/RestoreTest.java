package dev.holdfast.sandbox.services;

import static dev.holdfast.sandbox.services.CloudFixture.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.Resource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots, and moments of a database, with the data that were there. */
class RestoreTest {
    @TempDir
    static Path directory;

    private static CloudFixture cloud;
    private static Resource database;
    private static Instant afterOne;

    @BeforeAll
    static void writeTwoRowsWithATimeAndASnapshotBetween() throws Exception {
        cloud = new CloudFixture(directory);
        database = cloud.database(
                "original", Map.of("backupRetentionPeriod", 7, "deleteAutomatedBackups", false, "port", 5432));
        execute(database, "CREATE TABLE rows (name text)");
        execute(database, "INSERT INTO rows VALUES ('one')");
        Thread.sleep(20);
        afterOne = Instant.now();
        console("create-db-snapshot", "original", "between");
        execute(database, "INSERT INTO rows VALUES ('two')");
    }

    @AfterAll
    static void stop() {
        cloud.resources.all("aws:rds/instance:Instance").forEach(cloud.rds::suspend);
        cloud.rds.close();
    }

    @Test
    void aSnapshotHoldsWhatWasThere() throws SQLException {
        var restored = restored("from-snapshot", Map.of("snapshotIdentifier", "between"));

        assertThat(rows(restored)).containsExactly("one");
        assertThat(rows(database)).as("the old one").containsExactly("one", "two");
        remove(restored);
    }

    @Test
    void aSnapshotIsKnownByItsArnToo() throws SQLException {
        var restored = restored(
                "from-arn", Map.of("snapshotIdentifier", "arn:aws:rds:eu-central-1:111122223333:snapshot:between"));

        assertThat(rows(restored)).containsExactly("one");
        remove(restored);
    }

    @Test
    void aMomentIsWithoutWhatWasWrittenAfterIt() throws SQLException {
        var restored = restored("from-moment", moment("original", afterOne));

        assertThat(rows(restored)).containsExactly("one");
        execute(restored, "INSERT INTO rows VALUES ('three')");
        assertThat(rows(restored)).containsExactly("one", "three");
        assertThat(rows(database)).as("the old one").containsExactly("one", "two");
        remove(restored);
    }

    @Test
    void theLatestMomentHasEverythingAndCanBeRestoredAgain() throws SQLException {
        var first = restored("latest", latest("original"));
        execute(first, "INSERT INTO rows VALUES ('three')");

        var second = restored("latest-of-latest", latest("latest"));

        assertThat(rows(second)).containsExactly("one", "two", "three");
        remove(second);
        remove(first);
    }

    @Test
    void aRestoredDatabaseHasItsMasterUserWithANewPasswordInANewSecret() throws SQLException {
        var restored = restored("renewed", Map.of("snapshotIdentifier", "between"));

        assertThat(restored.text("username")).hasValue("holdfast");
        assertThat(restored.text("dbName")).hasValue("app");
        assertThat(restored.text("resourceId")).isNotEqualTo(database.text("resourceId"));
        assertThat(CloudFixture.masterSecretArn(restored)).isNotEqualTo(CloudFixture.masterSecretArn(database));
        assertThat(cloud.masterSecret(restored)).isNotEqualTo(cloud.masterSecret(database));
        remove(restored);
    }

    @Test
    void theBackupsOfADeletedDatabaseAreKeptIfItSaysSo() throws SQLException {
        var deleted = cloud.database("deleted", Map.of("backupRetentionPeriod", 1, "deleteAutomatedBackups", false));
        execute(deleted, "CREATE TABLE rows AS SELECT 'kept' AS name");
        remove(deleted);
        var id = deleted.text("resourceId").orElseThrow();

        var restored = restored(
                "undeleted",
                Map.of("restoreToPointInTime", Map.of("sourceDbiResourceId", id, "useLatestRestorableTime", true)));

        assertThat(rows(restored)).containsExactly("kept");
        remove(restored);
    }

    @Test
    void aFinalSnapshotIsRestoredLikeAnyOther() throws SQLException {
        var ended = cloud.database("ended", Map.of());
        execute(ended, "CREATE TABLE rows AS SELECT 'last' AS name");
        console("delete-db-instance", "ended", "ended-final");
        assertThat(cloud.resources.all("aws:rds/instance:Instance")).noneMatch(ended::equals);

        var restored = restored("again", Map.of("snapshotIdentifier", "ended-final"));

        assertThat(rows(restored)).containsExactly("last");
        assertThat(console("db-backups")).contains("snapshot ended-final of ended at ");
        remove(restored);
    }

    @Test
    void whatIsNotThereIsRefusedAsRdsDoes() {
        assertRefused(Map.of("snapshotIdentifier", "none"), "DBSnapshotNotFound: DBSnapshot not found: none");
        assertRefused(latest("none"), "DBInstanceNotFound: DBInstance none not found.");
        assertRefused(
                Map.of("restoreToPointInTime", Map.of("sourceDbiResourceId", "db-X", "useLatestRestorableTime", true)),
                "DBInstanceAutomatedBackupNotFound: ");
        assertThatThrownBy(() -> console("create-db-snapshot", "original", "between"))
                .hasToString("DBSnapshotAlreadyExists: Cannot create the snapshot because a snapshot with the"
                        + " identifier between already exists.");
    }

    @Test
    void aTimeOutsideOfTheBackupsIsRefused() {
        assertRefused(
                moment("original", Instant.now().plusSeconds(600)),
                "InvalidParameterValue: The specified instance cannot be restored to a time later than ");
        assertRefused(
                moment("original", afterOne.minusSeconds(600)),
                "InvalidParameterValue: The specified instance cannot be restored to a time earlier than ");
    }

    @Test
    void aMomentOfADatabaseWithoutBackupsIsRefusedAndWithThemItIsNot() throws SQLException {
        var careless = cloud.database("careless", Map.of("backupRetentionPeriod", 0));
        assertRefused(latest("careless"), "PointInTimeRestoreNotEnabled: ");
        execute(careless, "CREATE TABLE rows AS SELECT 'before' AS name");

        var asked = careless.with(Map.of("backupRetentionPeriod", 1));
        var careful = asked.with(cloud.rds.update(careless, asked, SILENT));
        cloud.resources.put(careful);
        execute(careful, "INSERT INTO rows VALUES ('after')");
        var restored = restored("cared-for", latest("careless"));

        assertThat(rows(restored)).containsExactly("before", "after");
        remove(restored);
        remove(careful);
    }

    private static Map<String, Object> latest(String identifier) {
        return Map.of(
                "restoreToPointInTime",
                Map.of("sourceDbInstanceIdentifier", identifier, "useLatestRestorableTime", true));
    }

    private static Map<String, Object> moment(String identifier, Instant time) {
        return Map.of(
                "restoreToPointInTime",
                Map.of("sourceDbInstanceIdentifier", identifier, "restoreTime", time.toString()));
    }

    /** An instance as a restore asks for it: without the names that its data bring. */
    private static Resource restored(String identifier, Map<String, Object> from) {
        var inputs = new HashMap<>(CloudFixture.instance(identifier, from).inputs());
        inputs.keySet().removeAll(List.of("username", "dbName"));
        inputs.put("backupRetentionPeriod", from.containsKey("restoreToPointInTime") ? 7 : 0);
        return cloud.database(new Resource(
                "aws:rds/instance:Instance", CloudFixture.ACCOUNT, CloudFixture.REGION, identifier, inputs, inputs));
    }

    private static void assertRefused(Map<String, Object> from, String refusal) {
        assertThatThrownBy(() -> restored("refused", from))
                .extracting(Throwable::toString)
                .asString()
                .startsWith(refusal);
    }

    private static String console(String action, String... arguments) {
        return new RdsConsole(cloud.rds, cloud.resources).act(action, List.of(arguments));
    }

    private static void execute(Resource instance, String sql) throws SQLException {
        try (var connection = cloud.connect(instance, cloud.bundle(), "verify-full");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(Resource instance) throws SQLException {
        try (var connection = cloud.connect(instance, cloud.bundle(), "verify-full");
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT name FROM rows")) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    private static void remove(Resource instance) {
        cloud.rds.delete(instance, SILENT);
        cloud.resources.remove(instance);
    }
}
