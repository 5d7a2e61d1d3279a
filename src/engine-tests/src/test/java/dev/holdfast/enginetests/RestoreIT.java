package dev.holdfast.enginetests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The data come back: what the two runbooks of the database say is done as it is written, in one environment, in order. */
@EngineTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class RestoreIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final String SETTINGS = "Pulumi.dev.yaml";
    private static final String DATABASE = "holdfast-dev-database";

    private final Recipe restore = runbook("restore-the-database");
    private final Recipe empty = runbook("the-database-is-empty");
    private Copy copy;
    private String url;

    @BeforeAll
    void startsTheSystem() throws IOException {
        copy = Copy.of(REPOSITORY, Path.of("target/engine/restore").toAbsolutePath());
        copy.edit(SETTINGS, "config:\n", "config:\n  holdfast:cidr: 10.213.0.0/16\n");
        copy.sandbox("up", "dev").succeeded();
        url = copy.url("dev");
        write("one");
    }

    @AfterAll
    void stops() {
        if (copy != null) {
            copy.close();
        }
    }

    @Test
    @Order(1)
    void aSnapshotComesUpBesideTheDatabaseInUse() throws IOException {
        run(restore, "Take a snapshot");
        write("two");
        var before = resourceId();

        run(restore, "Bring it up from a snapshot");

        assertThat(texts()).containsExactly("two", "one");
        assertThat(resourceId()).isEqualTo(before);
        assertThat(databases()).contains(DATABASE, DATABASE + "-before");
    }

    @Test
    @Order(2)
    void theSystemGoesOverToWhatWasThenAndStays() throws IOException {
        run(restore, "Switch over");

        assertThat(texts()).containsExactly("one");
        write("three");
        assertThat(texts()).containsExactly("three", "one");
        copy.pulumi("", "pulumi preview --stack dev --expect-no-changes").succeeded();
    }

    @Test
    @Order(3)
    void theWayBackLeadsToWhatWasNeverTouched() throws IOException {
        run(restore, "Go back");

        assertThat(texts()).containsExactly("two", "one");
    }

    @Test
    @Order(4)
    void whatWasWrittenAfterTheChosenMomentIsNotThere() throws IOException, InterruptedException {
        Thread.sleep(1000);
        var moment = Instant.now();
        Thread.sleep(1000);
        write("four");
        restore.writeTo(copy, "Bring it up as it was at a moment");
        copy.edit(SETTINGS, "2026-11-24T09:30:00Z", moment.toString());
        copy.edit(SETTINGS, "currentDatabase: original", "currentDatabase: tuesday");

        copy.bash(restore.commands("Bring it up as it was at a moment")).succeeded();

        assertThat(texts()).containsExactly("two", "one");
    }

    @Test
    @Order(5)
    void anotherSourceForADatabaseThatExistsIsRefused() {
        copy.edit(SETTINGS, "restoreFromSnapshot: before-the-change", "restoreFromSnapshot: another");

        assertThat(copy.sandbox("up", "dev").failed().output())
                .contains("was restored from snapshot before-the-change, but the configuration says snapshot another");

        copy.edit(SETTINGS, "restoreFromSnapshot: another", "restoreFromSnapshot: before-the-change");
    }

    @Test
    @Order(6)
    void theOldDatabaseIsDeletedInTwoStepsAndItsDataAreKept() throws IOException {
        restore.writeTo(copy, "Let go of the old one");
        copy.edit(SETTINGS, "retired: unprotected", "retired: deleted");
        assertThat(copy.sandbox("up", "dev").failed().output()).contains("protected");
        copy.edit(SETTINGS, "retired: deleted", "retired: unprotected");

        copy.bash(restore.commands("Let go of the old one")).succeeded();
        run(restore, "Delete the old one");

        assertThat(texts()).containsExactly("two", "one");
        assertThat(backups()).contains("snapshot " + DATABASE + "-final of " + DATABASE);
        assertThat(databases()).doesNotContain(DATABASE);
    }

    @Test
    @Order(7)
    void anEmptyDatabaseIsNoticedAndItsDataComeBack() throws IOException {
        // As at the beginning: one database, which somebody deletes in the console.
        copy.bash("git checkout --quiet -- " + SETTINGS).succeeded();
        copy.edit(SETTINGS, "config:\n", "config:\n  holdfast:cidr: 10.214.0.0/16\n");
        copy.sandbox("reset", "--yes").succeeded();
        copy.sandbox("up", "dev").succeeded();
        url = copy.url("dev");
        write("one");
        copy.sandbox("console", "delete-db-instance", DATABASE, "lost").succeeded();
        copy.pulumi("", "pulumi refresh --yes --skip-preview --stack dev").succeeded();
        copy.sandbox("up", "dev").succeeded();
        assertThat(texts()).isEmpty();

        var seen = copy.bash(empty.commands("See what happened")).succeeded().output();
        assertThat(seen).contains("applied", "snapshot lost of " + DATABASE);
        run(empty, "Bring the data back");

        assertThat(texts()).containsExactly("one");
    }

    @Test
    @Order(8)
    void whatTheSandboxCannotDoIsMarkedAsForAwsAlone() {
        assertThat(restore.onAws())
                .containsExactly(
                        "Take a snapshot",
                        "Bring it up from a snapshot",
                        "Bring it up as it was at a moment",
                        "Switch over",
                        "Go back",
                        "Let go of the old one",
                        "Delete the old one");
        assertThat(empty.onAws()).containsExactly("See what happened", "Bring the data back");
    }

    private static Recipe runbook(String name) {
        return new Recipe(REPOSITORY.resolve("docs/runbooks/" + name + ".md"));
    }

    private void run(Recipe runbook, String heading) {
        if (runbook.writes(heading)) {
            runbook.writeTo(copy, heading);
        }
        copy.bash("set -e\n" + runbook.commands(heading)).succeeded();
    }

    private void write(String text) {
        assertThat(Copy.post(url + "/api/messages", "{\"author\": \"Ada\", \"text\": \"" + text + "\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    /** The newest first. */
    private List<String> texts() throws IOException {
        var answer = Copy.get(url + "/api/messages?limit=100");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("messages").findValuesAsText("text");
    }

    private String resourceId() {
        return copy.pulumi("", "pulumi stack output databaseResourceId --stack dev")
                .succeeded()
                .output()
                .strip();
    }

    private String backups() {
        return copy.sandbox("console", "db-backups").succeeded().output();
    }

    private List<String> databases() {
        return copy.bash(
                        "grep -rhoE '\"identifier\" : \"[^\"]+' .sandbox/cloud/resources/*/*/rds.instance | sed 's/.*\"//'")
                .succeeded()
                .output()
                .lines()
                .toList();
    }
}
