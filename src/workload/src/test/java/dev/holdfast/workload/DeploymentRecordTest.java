package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.conventions.Configuration;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is deployed, by whom and when, is said once, and changes only with what is deployed. */
class DeploymentRecordTest {
    private static final String PARAMETER = "aws:ssm/parameter:Parameter";
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:30:00.123Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T18:00:00Z");
    private static final Map<String, String> DIGESTS = Map.of("api", Workload.API_DIGEST);

    private static Deployment read(String commit, Map<String, String> previous, String user, Instant now) {
        var values = Map.of("commit", commit, "release", "2026-11-23.1");
        var keys = new Configuration("holdfast", key -> Optional.ofNullable(values.get(key)));
        var deployment = Deployment.read(keys, DIGESTS, previous, user, now);
        keys.check();
        return deployment;
    }

    @Test
    void namesCommitReleaseImagesPersonAndTime() {
        assertThat(read(COMMIT, Map.of(), "ada", MONDAY).fields())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "commit", COMMIT,
                        "release", "2026-11-23.1",
                        "apiDigest", Workload.API_DIGEST,
                        "deployedBy", "ada",
                        "deployedAt", "2026-11-23T09:30:00Z"));
    }

    @Test
    void isTheSameWhenSomebodyDeploysTheSameAgain() {
        var first = read(COMMIT, Map.of(), "ada", MONDAY);

        assertThat(read(COMMIT, first.fields(), "grace", TUESDAY)).isEqualTo(first);
    }

    @Test
    void isAnotherOnceSomethingElseIsDeployed() {
        var first = read(COMMIT, Map.of(), "ada", MONDAY);
        var second = read("f".repeat(40), first.fields(), "grace", TUESDAY);

        assertThat(second.fields())
                .containsEntry("deployedBy", "grace")
                .containsEntry("deployedAt", "2026-11-24T18:00:00Z");
    }

    @Test
    void isOfTheTimeThatTheConfigurationSaysSoThatAPlanHolds() {
        var values = Map.of("commit", COMMIT, "deployedAt", "2026-11-23T09:30:00.5Z");
        var keys = new Configuration("holdfast", key -> Optional.ofNullable(values.get(key)));

        assertThat(Deployment.read(keys, DIGESTS, Map.of(), "ada", TUESDAY).at())
                .isEqualTo("2026-11-23T09:30:00Z");
    }

    @Test
    void isRefusedIfItsTimeIsNone() {
        var keys = new Configuration(
                "holdfast",
                key -> Optional.ofNullable(Map.of("deployedAt", "now").get(key)));
        Deployment.read(keys, DIGESTS, Map.of(), "ada", TUESDAY);

        assertThatThrownBy(keys::check)
                .hasMessage("holdfast:deployedAt is 'now', allowed is an instant in UTC such as 2026-12-31T09:30:00Z");
    }

    @Test
    void isAnotherOnceAnImageIsNoLongerThere() {
        var before = new HashMap<>(read(COMMIT, Map.of(), "ada", MONDAY).fields());
        before.put("filesDigest", Workload.WEB_DIGEST);

        assertThat(read(COMMIT, before, "grace", TUESDAY).by()).isEqualTo("grace");
    }

    @Test
    void isWrittenToTheAccountWhenEverythingRuns() throws IOException {
        var cloud = Workload.run(Workload.settings("stage", "commit", COMMIT, "deployedBy", "ada"));
        var parameter = cloud.only(PARAMETER);
        var content =
                new ObjectMapper().readTree(parameter.inputs().get("value").toString());

        assertThat(parameter.inputs())
                .containsEntry("name", "/holdfast/stage/deployment")
                .containsEntry("type", "String");
        assertThat(content.get("commit").asText()).isEqualTo(COMMIT);
        assertThat(content.get("deployedBy").asText()).isEqualTo("ada");
        assertThat(content.get("migrationsDigest").asText()).isEqualTo(Workload.MIGRATIONS_DIGEST);
        assertThat(parameter.dependsOn())
                .contains(
                        "holdfast:stateless:Migrations::migrations",
                        "holdfast:stateless:FargateService::api",
                        "holdfast:stateless:FargateService::web");
    }

    @Test
    void isAnOutputOfTheStackForTheNextUpdateAndThePromotion() {
        var cloud = Workload.run(Workload.settings("stage", "commit", COMMIT));

        assertThat(cloud.exported("deployment"))
                .asInstanceOf(MAP)
                .containsEntry("commit", COMMIT)
                .containsEntry("apiDigest", Workload.API_DIGEST)
                .containsKeys("deployedBy", "deployedAt");
    }
}
