package dev.holdfast.sandbox.services;

import static dev.holdfast.sandbox.services.CloudFixture.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RdsTest {
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
        cloud.resources.all("aws:rds/instance:Instance").forEach(cloud.rds::suspend);
    }

    @Test
    void tellsWhatTheProgramAndItsServicesNeed() {
        assertThat(database.text("address").orElseThrow())
                .matches("holdfast\\.[a-z0-9]{12}\\.eu-central-1\\.rds\\.amazonaws\\.com");
        assertThat(database.text("endpoint").orElseThrow())
                .isEqualTo(database.text("address").orElseThrow() + ":5432");
        assertThat(database.text("arn")).hasValue("arn:aws:rds:eu-central-1:111122223333:db:holdfast");
        assertThat(database.text("resourceId").orElseThrow()).matches("db-[A-Z0-9]{26}");
        assertThat(database.text("engineVersionActual").orElseThrow()).startsWith("17.");
        assertThat(directory.resolve("hosts"))
                .content()
                .contains(loopback(database) + " " + database.text("address").orElseThrow());
        assertThat(cloud.rds.describe(database)).contains(loopback(database) + ":5432 since ", "restarts: ");
    }

    @Test
    void keepsTheMasterPasswordInASecretOfItsOwn() throws IOException {
        assertThat(CloudFixture.masterSecretArn(database))
                .matches("arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!db-[0-9a-f-]{36}-\\w{6}");
        var secret = new ObjectMapper().readTree(cloud.masterSecret(database));
        assertThat(secret.get("username").asText()).isEqualTo("holdfast");
        assertThat(secret.get("password").asText()).hasSizeGreaterThan(20);
        assertThat(secret).hasSize(2);
    }

    @Test
    void provesItselfByTheCertificateOfItsAuthority() throws SQLException {
        try (var connection = cloud.connect(database, cloud.bundle(), "verify-full")) {
            assertThat(one(connection, "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
                    .startsWith("TLSv1.");
        }
    }

    @Test
    void isRefusedByClientsThatTrustAnotherAuthority(@TempDir Path elsewhere) {
        var other = new CertificateAuthority(new Site(elsewhere)).bundle();
        assertThatThrownBy(() -> cloud.connect(database, other, "verify-full"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("SSL error");
    }

    @Test
    void refusesConnectionsWithoutTls() {
        assertThatThrownBy(() -> cloud.connect(database, cloud.bundle(), "disable"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no encryption");
    }

    @Test
    void givesTheMasterUserNoSuperuserRights() throws SQLException {
        try (var connection = cloud.connect(database, cloud.bundle(), "verify-full")) {
            assertThat(one(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
            assertThat(one(connection, "SELECT pg_has_role('rds_superuser', 'member')"))
                    .isEqualTo("t");
            assertThat(one(connection, "SELECT datdba::regrole FROM pg_database WHERE datname = 'app'"))
                    .isEqualTo("holdfast");
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE ROLE reader LOGIN PASSWORD 'not-in-the-log'");
                statement.execute("DROP ROLE reader");
            }
            assertThatThrownBy(() -> one(connection, "SELECT rolpassword FROM pg_authid"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> one(connection, "ALTER ROLE rdsadmin PASSWORD 'x'"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void startsAgainWithItsDataWhenItsServerIsKilled() throws SQLException {
        write("killed");
        var killed = postmaster(database);
        killed.destroyForcibly();
        await().atMost(Duration.ofSeconds(10)).until(() -> kept("killed"));
        assertThat(postmaster(database).pid()).isNotEqualTo(killed.pid());
        assertThat(cloud.rds.describe(database)).doesNotContain("restarts: 0");
    }

    @Test
    void keepsItsDataWhenTheCloudStops() throws SQLException {
        write("stopped");
        cloud.rds.suspend(database);
        assertThatThrownBy(() -> cloud.connect(database, cloud.bundle(), "verify-full"))
                .hasMessageContaining("refused");
        assertThat(cloud.rds.describe(database)).contains("not running");
        restartCloud();
        await().atMost(Duration.ofSeconds(10)).until(() -> kept("stopped"));
    }

    @Test
    void adoptsAServerThatOutlivedTheCloud() throws SQLException {
        write("adopted");
        var running = postmaster(database);
        restartCloud();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> cloud.rds.describe(database).contains("since"));
        assertThat(postmaster(database)).isEqualTo(running);
        assertThat(kept("adopted")).isTrue();
        running.destroyForcibly();
        await().atMost(Duration.ofSeconds(10)).until(() -> kept("adopted"));
    }

    @Test
    void startsOverThePidFileOfAServerThatIsGone() throws SQLException, IOException {
        write("stale");
        cloud.rds.suspend(database);
        // Another program has got its number by now.
        Files.write(
                home(database).resolve("data/postmaster.pid"),
                List.of("" + ProcessHandle.current().pid(), "x"));
        restartCloud();
        await().atMost(Duration.ofSeconds(10)).until(() -> kept("stale"));
    }

    @Test
    void obeysItsParameterGroup() throws SQLException {
        cloud.put(
                "aws:rds/parameterGroup:ParameterGroup",
                "tuned",
                Map.of(
                        "name",
                        "tuned",
                        "parameters",
                        List.of(
                                Map.of("name", "statement_timeout", "value", "1234"),
                                Map.of("name", "shared_preload_libraries", "value", "pg_stat_statements,rdsutils"),
                                Map.of("name", "log_statement", "value", "all"),
                                Map.of("name", "rds.force_ssl", "value", "1"))));
        var tuned = cloud.database("tuned", Map.of("parameterGroupName", "tuned"));
        try (var connection = cloud.connect(tuned, cloud.bundle(), "verify-full")) {
            assertThat(one(connection, "SHOW statement_timeout")).isEqualTo("1234ms");
            assertThat(one(connection, "SHOW shared_preload_libraries")).isEqualTo("pg_stat_statements");
            assertThat(one(connection, "SHOW log_statement")).isEqualTo("none");
        }
        remove(tuned);
    }

    @Test
    void followsItsParameterGroup() throws SQLException {
        var before = cloud.put("aws:rds/parameterGroup:ParameterGroup", "open", Map.of("name", "open"));
        var following = cloud.database("following", Map.of("parameterGroupName", "open"));
        assertThatThrownBy(() -> cloud.connect(following, cloud.bundle(), "disable"))
                .hasMessageContaining("no encryption");
        var after = before.with(Map.of("parameters", List.of(Map.of("name", "rds.force_ssl", "value", "0"))));
        new ParameterGroup(cloud.rds).update(before, after, SILENT);
        cloud.connect(following, cloud.bundle(), "disable").close();
        remove(following);
    }

    @Test
    void takesANewMasterPassword() throws SQLException {
        var first = cloud.database(without(
                CloudFixture.instance("own", Map.of("password", "first-password")), "manageMasterUserPassword"));
        var asked = first.with(Map.of("password", "second-password"));
        var changed = asked.with(cloud.rds.update(first, asked, SILENT));
        cloud.connect(changed, cloud.bundle(), "verify-full", "holdfast", "second-password")
                .close();
        assertThatThrownBy(() -> cloud.connect(changed, cloud.bundle(), "verify-full", "holdfast", "first-password"))
                .hasMessageContaining("password authentication failed");
        assertThat(changed.objects("masterUserSecrets")).isEmpty();
        remove(changed);
    }

    @Test
    void isNotDeletedWhileItIsProtected() throws SQLException {
        var held = database.with(Map.of("deletionProtection", true));
        assertThatThrownBy(() -> cloud.rds.delete(held, SILENT))
                .isInstanceOf(AwsException.class)
                .hasToString("InvalidParameterCombination: Cannot delete protected DB Instance,"
                        + " please disable deletion protection and try again.");
        cloud.connect(database, cloud.bundle(), "verify-full").close();
    }

    @Test
    void isNotDeletedWithoutANameForItsFinalSnapshot() throws SQLException {
        var kept = database.with(Map.of("skipFinalSnapshot", false));
        assertThatThrownBy(() -> cloud.rds.delete(kept, SILENT))
                .hasMessageContaining("final_snapshot_identifier is required when skip_final_snapshot is false");
        cloud.connect(database, cloud.bundle(), "verify-full").close();
    }

    @Test
    void leavesItsDataInItsFinalSnapshot() throws IOException {
        var snapshotted =
                cloud.database("kept", Map.of("skipFinalSnapshot", false, "finalSnapshotIdentifier", "kept-final"));
        var server = postmaster(snapshotted);
        remove(snapshotted);
        assertThat(server.isAlive()).isFalse();
        assertThat(directory.resolve("cloud/databases/snapshots/111122223333/kept-final/data/PG_VERSION"))
                .exists();
        assertThat(home(snapshotted)).doesNotExist();
    }

    @Test
    void leavesNothingWithoutAFinalSnapshot() {
        var brief = cloud.database("brief", Map.of());
        var server = postmaster(brief);
        remove(brief);
        assertThat(server.isAlive()).isFalse();
        assertThat(home(brief)).doesNotExist();
        assertThat(cloud.secrets.current(CloudFixture.masterSecretArn(brief))).isEmpty();
        assertThat(directory.resolve("hosts")).content().doesNotContain("brief.");
    }

    @Test
    void refusesAnEngineThatItCannotRun() {
        assertThatThrownBy(() -> cloud.database("other", Map.of("engine", "mysql")))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("engine 'mysql'");
    }

    @Test
    void endsAServerWhoseCreationNobodyRemembers() {
        var forgotten = cloud.database("forgotten", Map.of());
        var server = postmaster(forgotten);
        cloud.resources.remove(forgotten);
        restartCloud();
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void letsNobodyElseReadKeysDataAndPasswords() throws IOException {
        try (var files = Files.walk(cloud.site.secrets())) {
            assertThat(files).isNotEmpty().allSatisfy(RdsTest::isPrivate);
        }
        try (var files = Files.walk(home(database))) {
            assertThat(files).isNotEmpty().allSatisfy(RdsTest::isPrivate);
        }
    }

    @Test
    void logsNoPassword() throws SQLException, IOException {
        try (var connection = cloud.connect(database, cloud.bundle(), "verify-full");
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE logged LOGIN PASSWORD 'not-in-the-log'");
            assertThatThrownBy(() -> statement.execute("CREATE ROLE logged LOGIN PASSWORD 'not-in-the-log'"))
                    .hasMessageContaining("already exists");
            statement.execute("DROP ROLE logged");
        }
        assertThat(directory.resolve("cloud/logs/111122223333/aws/rds/instance/holdfast/postgresql/holdfast.0"))
                .content()
                .contains("already exists")
                .doesNotContain("not-in-the-log");
    }

    private static void isPrivate(Path file) {
        try {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .endsWith("------");
        } catch (NoSuchFileException e) {
            // The server works beside the test.
            assertThat(file).doesNotExist();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As after a kill: nobody looked after the servers meanwhile. */
    private static void restartCloud() {
        cloud.kill();
        cloud = new CloudFixture(directory);
        cloud.resources.all("aws:rds/instance:Instance").forEach(cloud.rds::resume);
    }

    private static void remove(Resource instance) {
        cloud.rds.delete(instance, SILENT);
        cloud.resources.remove(instance);
    }

    private static void write(String text) throws SQLException {
        try (var connection = cloud.connect(database, cloud.bundle(), "verify-full");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + text + " AS SELECT 1");
        }
    }

    private static boolean kept(String text) {
        try (var connection = cloud.connect(database, cloud.bundle(), "verify-full")) {
            return "1".equals(one(connection, "SELECT * FROM " + text));
        } catch (SQLException e) {
            return false;
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    private static String loopback(Resource instance) {
        return Addresses.loopback(instance.text("_address").orElseThrow());
    }

    private static Path home(Resource instance) {
        return directory
                .resolve("cloud/databases")
                .resolve(instance.text("resourceId").orElseThrow());
    }

    private static ProcessHandle postmaster(Resource instance) {
        try (var lines = Files.lines(home(instance).resolve("data/postmaster.pid"))) {
            return ProcessHandle.of(
                            Long.parseLong(lines.findFirst().orElseThrow().strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Resource without(Resource resource, String property) {
        var outputs = new HashMap<>(resource.outputs());
        outputs.remove(property);
        return new Resource(
                resource.type(), resource.account(), resource.region(), resource.id(), resource.inputs(), outputs);
    }
}
