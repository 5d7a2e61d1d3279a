package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.holdfast.conventions.InvalidConfiguration;
import dev.holdfast.workload.Settings.KnownAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static List<String> problems(String stack, String... keysAndValues) {
        return assertThatThrownBy(() -> Workload.settings(stack, keysAndValues))
                .asInstanceOf(type(InvalidConfiguration.class))
                .actual()
                .problems();
    }

    @Test
    void tellEveryProblemInOneMessage() {
        var values = new HashMap<>(Workload.configuration("dev"));
        values.remove("aws:region");
        values.remove("webDigest");
        values.remove("apiDigest");
        values.put("migrationsDigest", "latest");
        values.put("apiTasks", "many");
        values.put("accountId", "12");

        assertThatThrownBy(() -> Workload.settings("dev", values))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("aws:region is not set")
                .hasMessageContaining("holdfast:webDigest is not set")
                .hasMessageContaining("holdfast:apiDigest is not set")
                .hasMessageContaining(
                        "holdfast:migrationsDigest is 'latest', allowed is sha256:<64 hexadecimal digits>")
                .hasMessageContaining("holdfast:apiTasks is 'many', allowed is a whole number from 1 to 100")
                .hasMessageContaining("holdfast:accountId is '12', allowed is an account id of 12 digits");
    }

    @Test
    void nameKeysThatTheyDoNotKnow() {
        assertThat(problems("dev", "apiTask", "3", "aws:profile", "admin"))
                .hasSize(2)
                .contains("holdfast:apiTask is not known; did you mean apiTasks?")
                .anyMatch(problem -> problem.startsWith("aws:profile has no effect"));
    }

    @Test
    void refuseAListWhereATextBelongs() {
        assertThat(problems("dev", "zones", "[\"eu-central-1a\",\"eu-central-1b\"]"))
                .containsExactly("holdfast:zones is a list, allowed is one text, with commas where it names several");
    }

    @Test
    void tellHowToGetADigest() {
        assertThat(problems("dev", "webDigest", "", "apiDigest", "", "migrationsDigest", ""))
                .containsExactly(
                        "holdfast:webDigest is not set; build and push the image, then: pulumi config set"
                                + " holdfast:webDigest \"$(cat src/services/web/target/jib-image.digest)\"",
                        "holdfast:apiDigest is not set; build and push the image, then: pulumi config set"
                                + " holdfast:apiDigest \"$(cat src/services/api/target/jib-image.digest)\"",
                        "holdfast:migrationsDigest is not set; build and push the image, then: pulumi config set"
                                + " holdfast:migrationsDigest \"$(cat src/services/migrations/target/jib-image.digest)\"");
    }

    @Test
    void refuseATagWhereADigestBelongs() {
        assertThat(problems("dev", "apiDigest", "v1.2"))
                .containsExactly("holdfast:apiDigest is 'v1.2', allowed is sha256:<64 hexadecimal digits>");
    }

    @ParameterizedTest
    @CsvSource({"dev, 10.10.0.0/16", "stage, 10.20.0.0/16", "prod, 10.30.0.0/16"})
    void giveEveryEnvironmentItsOwnAddresses(String stack, String cidr) {
        assertThat(Workload.settings(stack).cidr()).isEqualTo(cidr);
    }

    @Test
    void giveAReviewEnvironmentAddressesThatNobodyChose() {
        assertThat(Workload.settings("review-1", "cidr", "").cidr())
                .isEqualTo(Workload.settings("review-1", "cidr", "").cidr())
                .matches("10\\.1\\d\\d\\.0\\.0/16")
                .isNotEqualTo(Workload.settings("review-2", "cidr", "").cidr());
    }

    @Test
    void nameTwoZonesAndThreeInProduction() {
        assertThat(Workload.settings("dev").zones()).containsExactly("eu-central-1a", "eu-central-1b");
        assertThat(Workload.settings("prod").zones())
                .containsExactly("eu-central-1a", "eu-central-1b", "eu-central-1c");
    }

    @Test
    void takeTheZonesOfTheConfiguration() {
        assertThat(Workload.settings("dev", "zones", "eu-central-1c, eu-central-1a")
                        .zones())
                .containsExactly("eu-central-1c", "eu-central-1a");
    }

    @Test
    void refuseASingleZone() {
        assertThat(problems("dev", "zones", "eu-central-1a"))
                .containsExactly(
                        "holdfast:zones names only [eu-central-1a], but load balancers and databases need two zones");
    }

    @Test
    void refuseAZoneOfAnotherRegion() {
        assertThat(problems("dev", "zones", "eu-central-1a,eu-west-1b"))
                .containsExactly("holdfast:zones names 'eu-west-1b', which is not in aws:region 'eu-central-1'");
    }

    @Test
    void takeAccountAndRegistryTogether() {
        var settings = Workload.settings("dev", "accountId", "555555555555", "registry", Workload.REGISTRY);

        assertThat(settings.account()).contains(new KnownAccount("555555555555", Workload.REGISTRY, Optional.empty()));
    }

    @Test
    void refuseAnAccountWithoutARegistry() {
        assertThat(problems("dev", "accountId", "555555555555"))
                .containsExactly(
                        "holdfast:registry is not set, but accountId is: set both, or neither to take them from"
                                + " the organization's stack");
    }

    @Test
    void refuseADirectoryWithoutMigrations() {
        assertThat(problems("dev", "migrationsDirectory", "no/such/directory"))
                .containsExactly(
                        "holdfast:migrationsDirectory is 'no/such/directory', where there are no files; set it to"
                                + " the directory of the migrations, relative to Pulumi.yaml");
    }

    @Test
    void takeTheNameOfTheRelease() {
        assertThat(Workload.settings("dev", "release", "2026-11-21.1").release(Workload.WEB_DIGEST))
                .isEqualTo("2026-11-21.1");
    }

    @Test
    void nameAReleaseByItsImageWhereNothingElseIsSet() {
        assertThat(Workload.settings("dev").release(Workload.WEB_DIGEST)).isEqualTo("cccccccccccc");
    }
}
