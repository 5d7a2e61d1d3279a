package dev.holdfast.operator.notes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.impact.Approved;
import dev.holdfast.impact.CostChange;
import dev.holdfast.impact.Impact;
import dev.holdfast.impact.JsonReport;
import dev.holdfast.impact.StackImpact;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./holdfast notes} of a repository with two releases. */
class NotesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", System.getenv("PATH"),
            "HOME", "/nonexistent",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_AUTHOR_NAME", "Ada",
            "GIT_AUTHOR_EMAIL", "ada@example.com",
            "GIT_COMMITTER_NAME", "Ada",
            "GIT_COMMITTER_EMAIL", "ada@example.com");
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream failed = new ByteArrayOutputStream();

    @TempDir
    private Path clone;

    @BeforeEach
    void twoReleases() throws Exception {
        git("init", "--quiet", "--initial-branch", "main");
        migration("V1__messages.sql", "first");
        commit("Begin");
        git("tag", "release-1");
        migration("V2__add_index.sql", "second");
        commit("Find messages faster (#12)");
        commit("Thank @everyone <b>");
        git("tag", "not-a-release");
        git("tag", "--annotate", "--message", "two", "release-2");
    }

    private void migration(String name, String text) throws IOException {
        var folder = Files.createDirectories(clone.resolve(Notes.MIGRATIONS));
        Files.writeString(folder.resolve(name), text);
    }

    private void commit(String subject) throws Exception {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message", subject);
    }

    private String git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).directory(clone.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    private Path release(String tag) throws Exception {
        var file = clone.resolve("release.json");
        Files.writeString(
                file,
                "{\"tag\": \"" + tag + "\", \"commit\": \"" + git("rev-parse", tag + "^{commit}")
                        + "\", \"digests\": {\"web\": \"" + DIGEST + "\"}}");
        return file;
    }

    private int notes(String... arguments) {
        var all = new ArrayList<>(List.of("notes"));
        all.addAll(Arrays.asList(arguments));
        var screen =
                new Screen(new PrintStream(said, true, UTF_8), new PrintStream(failed, true, UTF_8), false, true, 100);
        return Holdfast.commandLine(screen, clone, ENVIRONMENT).execute(all.toArray(String[]::new));
    }

    private String text() {
        return said.toString(UTF_8);
    }

    private String failure() {
        return failed.toString(UTF_8);
    }

    @Test
    void listsTheCommitsSinceTheReleaseBefore() throws Exception {
        assertThat(notes("release-2")).isZero();

        assertThat(text())
                .startsWith("release-2 is commit <code>" + git("rev-parse", "release-2^{commit}")
                        + "</code>, 2 commits after release-1.")
                .contains("Find messages faster (#12) – Ada")
                .doesNotContain("Begin");
    }

    @Test
    void callsNobodyAndShowsNoMarkup() {
        notes("release-2");

        assertThat(text()).contains("Thank ").doesNotContain("@everyone", "<b>");
    }

    @Test
    void listsAllCommitsOfTheFirstRelease() {
        assertThat(notes("release-1")).isZero();

        assertThat(text()).contains(", the first release, of 1 commit.", "- Begin", "- V1: messages");
    }

    @Test
    void listsWhatCameSinceAnEarlierTag() {
        assertThat(notes("release-2", "--from", "not-a-release")).isZero();

        assertThat(text()).contains("0 commits after not-a-release").doesNotContain("## What changed");
    }

    @Test
    void listsTheMigrationsThatWereAdded() {
        notes("release-2");

        assertThat(text())
                .contains("## Migrations of the database\n\n- V2: add index\n")
                .doesNotContain("V1");
    }

    @Test
    void pointsAtAMigrationThatWasChangedAfterItsRelease() throws Exception {
        migration("V1__messages.sql", "changed");
        commit("Change what has run");
        git("tag", "release-3");

        notes("release-3");

        assertThat(text()).contains("- V1: messages – **changed since the release before**");
    }

    @Test
    void followsTheHistoryAndNotTheCalendar() throws Exception {
        git("checkout", "--quiet", "-b", "hotfix", "release-1");
        commit("Mend it");
        git("tag", "release-1.1");

        notes("release-1.1");

        assertThat(text()).contains("1 commit after release-1.", "- Mend it").doesNotContain("faster");
    }

    @Test
    void namesTheDigestsOfTheImages() throws Exception {
        var file = release("release-2");

        assertThat(notes("release-2", "--release", file.toString())).isZero();

        assertThat(text()).contains("## Images\n\n- web: <code>" + DIGEST + "</code>");
    }

    @Test
    void refusesTheDigestsOfAnotherCommit() throws Exception {
        var file = release("release-1");

        assertThat(notes("release-2", "--release", file.toString())).isEqualTo(1);

        assertThat(failure()).contains("is of commit", "./holdfast release release-2");
    }

    @Test
    void tellsWhatWasApprovedAndWhatItCosts() throws IOException {
        var report = Files.createDirectories(clone.resolve("report"));
        var approved = new Approved(
                "urn:pulumi:prod::holdfast::aws:s3/bucketV2:BucketV2::old",
                "delete",
                "moved",
                LocalDate.of(2027, 1, 31));
        var impact = new Impact(List.of(new StackImpact(
                "holdfast",
                "prod",
                Optional.empty(),
                List.of(),
                205,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new CostChange(642, 655.5, List.of(), List.of()),
                List.of(),
                List.of(approved),
                List.of())));
        Files.writeString(report.resolve("impact.json"), JsonReport.of(impact, Map.of()));

        assertThat(notes("release-2", "--report", report.toString())).isZero();

        assertThat(text())
                .contains(
                        "- prod: 0 resources of 205 change; +13.50 USD a month, to 655.50", "until 2027-01-31: moved");
    }

    @Test
    void saysThatThereIsNoReport() {
        assertThat(notes("release-2", "--report", "nowhere")).isEqualTo(1);

        assertThat(failure()).contains("there is no nowhere/impact.json", "--report nowhere");
        assertThat(text()).isEmpty();
    }

    @Test
    void saysThatThereIsNoSuchTag() {
        assertThat(notes("release-9")).isEqualTo(1);

        assertThat(failure()).contains("there is no tag 'release-9'", "git fetch --tags");
        assertThat(text()).isEmpty();
    }

    @Test
    void refusesACloneWithoutItsHistory() throws Exception {
        Files.writeString(clone.resolve(".git/shallow"), git("rev-parse", "release-2^{commit}") + "\n");

        assertThat(notes("release-2")).isEqualTo(1);

        assertThat(failure()).contains("fetch-depth: 0");
    }
}
