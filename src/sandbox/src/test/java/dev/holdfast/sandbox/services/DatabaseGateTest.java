package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.Resource;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseGateTest {
    private static final int POSTGRES = Addresses.BEHIND_GATE;
    private static final int GATE = 5432;

    @TempDir
    static Path directory;

    private static CloudFixture cloud;
    private static Resource database;

    @BeforeAll
    static void start() {
        cloud = new CloudFixture(directory);
        database = cloud.database("guarded", Map.of("vpcSecurityGroupIds", List.of("sg-data")));
    }

    @AfterAll
    static void stop() {
        cloud.rds.suspend(database);
        cloud.rds.close();
    }

    @Test
    void letsATaskInThatARuleNames() throws SQLException {
        cloud.connect(database, cloud.client.loopback(), GATE).close();
    }

    @Test
    void keepsATaskWithoutARuleOutOfBothPorts() {
        var other = cloud.attach("sg-other");

        refused(other.loopback(), GATE);
        refused(other.loopback(), POSTGRES);

        assertThat(cloud.refusals.of(other))
                .containsExactly("no rule lets task in sg-other reach database guarded on port 5432");
    }

    @Test
    void keepsTheMachineItselfOutOfBothPorts() {
        for (var from : List.of("127.0.0.1", Addresses.CLOUD)) {
            refused(from, POSTGRES);
        }
        refused("127.0.0.1", GATE);
    }

    @Test
    void keepsEvenTheTaskThatARuleNamesFromGoingAroundTheGate() {
        refused(cloud.client.loopback(), POSTGRES);
    }

    @Test
    void leavesAConnectionWhoseRuleGoesAndRefusesTheNext() throws SQLException {
        var brief = cloud.attach("sg-brief");
        cloud.rules.groups.add("sg-brief");
        try (var connection = cloud.connect(database, brief.loopback(), GATE);
                var statement = connection.createStatement()) {
            cloud.rules.groups.remove("sg-brief");

            refused(brief.loopback(), GATE);
            try (var result = statement.executeQuery("SELECT 1")) {
                assertThat(result.next()).isTrue();
            }
        }
    }

    @Test
    void opensForTheCloudThatComesBack() throws SQLException {
        cloud.kill();
        cloud = new CloudFixture(directory);
        cloud.rds.resume(database);

        cloud.connect(database, cloud.client.loopback(), GATE).close();
        keepsATaskWithoutARuleOutOfBothPorts();
    }

    @Test
    void hasNothingOpenWhenTheInstanceIsGone() {
        var brief = cloud.database("brief", Map.of());
        var address = Addresses.loopback(brief.text("_address").orElseThrow());

        cloud.rds.delete(brief, CloudFixture.SILENT);
        cloud.resources.remove(brief);

        for (var port : List.of(GATE, POSTGRES)) {
            assertThatThrownBy(() -> new Socket(address, port).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("refused");
        }
    }

    private static void refused(String from, int port) {
        assertThatThrownBy(() -> cloud.connect(database, from, port).close())
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .containsAnyOf("The connection attempt failed", "no pg_hba.conf entry for host \"" + from));
    }
}
