package dev.holdfast.operator.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./holdfast record} and {@code release}: only what worked becomes a release. */
class RecordAndReleaseTest {
    private static final String DEPLOYMENT = """
            "deployment": {"commit": "%s", "apiDigest": "%s", "deployedBy": "ada", "deployedAt": "2026-11-27T09:30:00Z"}
            """.formatted(Clone.COMMIT, Clone.DIGEST);

    @TempDir
    private Path directory;

    private Clone clone;

    @BeforeEach
    void clones() {
        clone = new Clone(directory);
        clone.answers("stack-output", "{" + DEPLOYMENT + "}");
    }

    private static String green(String commit) {
        return "\"green\": [{\"commit\": \"" + commit
                + "\", \"at\": \"2026-11-27T09:30:00Z\", \"digests\": {\"api\": \"" + Clone.DIGEST + "\"}}]";
    }

    private String git(String line) throws Exception {
        var process = new ProcessBuilder("bash", "-c", "cd " + clone.file(".") + " && " + line)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private String taggedCommit() throws Exception {
        git("git init -q . && git -c user.name=t -c user.email=t@example.com commit -q --allow-empty -m one && git tag"
                + " release-1");
        return git("git rev-parse HEAD");
    }

    private int release() {
        return clone.run("release", "release-1", "--out", clone.file("out.json").toString());
    }

    @Test
    void recordsByAnUpdateThatIsHeldToChangeNothing() {
        assertThat(clone.run("record", "stage")).as(clone.said()).isZero();

        assertThat(clone.told("preview")).singleElement().asString().contains("--expect-no-changes");
        assertThat(clone.told("up"))
                .singleElement()
                .asString()
                .contains("--expect-no-changes", "--plan", "--skip-preview");
        assertThat(clone.read("target/record/stage/stage.config.yaml"))
                .contains("holdfast:green: \"" + Clone.COMMIT + "\"", "holdfast:commit: \"" + Clone.COMMIT + "\"")
                .contains("holdfast:deployedBy: \"ada\"", "holdfast:deployedAt: \"2026-11-27T09:30:00Z\"");
    }

    @Test
    void recordsNothingTwice() {
        clone.answers("stack-output", "{" + DEPLOYMENT + ", " + green(Clone.COMMIT) + "}");

        assertThat(clone.run("record", "stage")).isZero();

        assertThat(clone.told("up")).isEmpty();
        assertThat(clone.said()).contains("is recorded already");
    }

    @Test
    void recordsNothingThatTheProgramWouldChange() {
        clone.fails("preview", 7, "error: no changes were expected but changes were proposed\n");

        assertThat(clone.run("record", "stage")).isEqualTo(1);

        assertThat(clone.told("up")).isEmpty();
        assertThat(clone.said()).contains("nothing is recorded", "Deploy it anew");
    }

    @Test
    void recordsNothingWhereNoCommitIsDeployed() {
        clone.answers("stack-output", "{}");

        assertThat(clone.run("record", "stage")).isEqualTo(1);

        assertThat(clone.said()).contains("no commit is deployed in stage");
    }

    @Test
    void makesAReleaseOfATagWhoseCommitWorksInStage() throws Exception {
        var commit = taggedCommit();
        clone.answers("stack-output", "{" + green(commit) + "}");

        assertThat(release()).as(clone.said()).isZero();

        var release = Release.read(clone.file("out.json"));
        assertThat(release.tag()).isEqualTo("release-1");
        assertThat(release.commit()).isEqualTo(commit);
        assertThat(release.digests()).containsEntry("api", Clone.DIGEST);
    }

    @Test
    void refusesATagWhoseCommitStageDoesNotListAndSaysWhichItLists() throws Exception {
        var commit = taggedCommit();
        clone.answers("stack-output", "{" + green(Clone.COMMIT) + "}");

        assertThat(release()).isEqualTo(1);

        assertThat(clone.said()).contains("release-1 is commit " + commit, "does not list as working", Clone.COMMIT);
        assertThat(clone.file("out.json")).doesNotExist();
    }

    @Test
    void refusesATagThatThereIsNot() {
        assertThat(release()).isEqualTo(1);

        assertThat(clone.said()).contains("there is no tag release-1", "git fetch --tags");
    }

    @Test
    void refusesAFileThatIsNoReleaseAndNamesAllThatIsWrong() {
        clone.write("release.json", "{\"tag\": \"a b\", \"commit\": \"main\", \"digests\": {\"api\": \"latest\"}}");

        assertThat(clone.run(
                        "preview",
                        "stage",
                        "--release",
                        clone.file("release.json").toString()))
                .isEqualTo(1);

        assertThat(clone.said()).contains("tag is 'a b'", "commit is 'main'", "the digest of api is 'latest'");
    }
}
