package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.conventions.Configuration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which commits were found to work is said once a person or a pipeline says so, and is forgotten only by age. */
class GreenTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:30:00Z");
    private static final Map<String, String> DIGESTS = Map.of("api", Workload.API_DIGEST);
    private static final Map<String, String> DEPLOYED = Map.of(
            "commit",
            COMMIT,
            "apiDigest",
            Workload.API_DIGEST,
            "deployedBy",
            "ada",
            "deployedAt",
            "2026-11-22T08:00:00Z");

    private static List<Green> read(Map<String, String> values, Map<String, String> deployed, List<Green> before) {
        var keys = new Configuration("holdfast", key -> Optional.ofNullable(values.get(key)));
        var previous = new PreviousUpdate(Optional.empty(), deployed, before);
        var deployment = Deployment.read(keys, DIGESTS, deployed, "grace", MONDAY);
        var green = Green.read(keys, deployment, previous);
        keys.check();
        return green;
    }

    private static Green older(int number) {
        return new Green("%040x".formatted(number), DIGESTS, "2026-11-01T00:00:00Z");
    }

    @Test
    void staysAsItWasWhereNothingIsSaid() {
        assertThat(read(Map.of("commit", "f".repeat(40)), DEPLOYED, List.of(older(1))))
                .containsExactly(older(1));
        assertThat(read(Map.of(), Map.of(), List.of())).isEmpty();
    }

    @Test
    void getsThePresentDeploymentWithItsImagesAndItsTime() {
        assertThat(read(Map.of("commit", COMMIT, "green", COMMIT), DEPLOYED, List.of(older(1))))
                .containsExactly(new Green(COMMIT, DIGESTS, "2026-11-22T08:00:00Z"), older(1));
    }

    @Test
    void namesACommitOnce() {
        var before = List.of(older(1), new Green(COMMIT, DIGESTS, "2026-11-22T08:00:00Z"));

        assertThat(read(Map.of("commit", COMMIT, "green", COMMIT), DEPLOYED, before))
                .extracting(Green::commit)
                .containsExactly(COMMIT, older(1).commit());
    }

    @Test
    void keepsTheTwentyNewest() {
        var before = IntStream.range(0, Green.MOST).mapToObj(GreenTest::older).toList();

        var green = read(Map.of("commit", COMMIT, "green", COMMIT), DEPLOYED, before);

        assertThat(green).hasSize(20).contains(older(18)).doesNotContain(older(19));
        assertThat(green.get(0).commit()).isEqualTo(COMMIT);
    }

    @Test
    void isRefusedForACommitThatIsNotDeployed() {
        assertThatThrownBy(() -> read(Map.of("commit", "f".repeat(40), "green", "f".repeat(40)), DEPLOYED, List.of()))
                .hasMessageContainingAll("holdfast:green is 'ffff", "what is deployed is " + COMMIT);
        assertThatThrownBy(() -> read(Map.of("commit", COMMIT, "green", COMMIT), Map.of(), List.of()))
                .hasMessageContaining("no commit is deployed");
    }

    @Test
    void isRefusedWhereTheImagesAreNotThoseThatAreDeployed() {
        var other = new HashMap<>(DEPLOYED);
        other.put("apiDigest", Workload.WEB_DIGEST);

        assertThatThrownBy(() -> read(Map.of("commit", COMMIT, "green", COMMIT), other, List.of()))
                .hasMessageContaining("with another release or other images");
    }

    @Test
    void isReadBackFromTheOutputAsItWasWritten() {
        assertThat(Green.of(List.of(older(1).told(), older(2).told()))).containsExactly(older(1), older(2));
        assertThat(Green.of(null)).isEmpty();
        assertThat(Green.of("text")).isEmpty();
    }

    @Test
    void isAnOutputOfTheStack() {
        assertThat(Workload.run("stage").exported("green")).isEqualTo(List.of());
    }
}
