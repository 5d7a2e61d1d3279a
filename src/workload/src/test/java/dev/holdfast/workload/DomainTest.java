package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {
    private static final String ARN =
            "arn:aws:acm:eu-central-1:444444444444:certificate/01234567-89ab-cdef-0123-456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {"stage", "prod"})
    void isWhatAnEnvironmentForOthersCannotBeWithout(String stack) {
        var values = Workload.configuration(stack);
        values.remove("domain");
        values.remove("delegated");

        assertThatThrownBy(() -> Workload.settings(stack, values))
                .hasMessage(
                        "holdfast:domain is not set, but " + stack + " answers over HTTPS only: set a domain whose DNS"
                                + " you can change, such as " + stack + ".example.com; docs/domain.md tells the steps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "review-1"})
    void isLeftOutWhereOnlyTheTeamComes(String stack) {
        assertThat(Workload.settings(stack).domain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Example.com", "example", "https://example.com", "-a.example.com", "a..com", "example.com."})
    void isADomain(String text) {
        assertThatThrownBy(() -> Workload.settings("prod", "domain", text))
                .hasMessageContaining("holdfast:domain is '" + text + "'")
                .message()
                .doesNotContain("not set");
    }

    @Test
    void isWhatItsOtherKeysAreAbout() {
        assertThatThrownBy(() -> Workload.settings("dev", "zoneId", "Z1"))
                .hasMessage("holdfast:zoneId is set, but holdfast:domain is not, and it says nothing without");
    }

    @Test
    void isReadyOnceItIsDelegatedOrNeedNotBe() {
        assertThat(Workload.settings("dev", "domain", "a.example.com")
                        .domain()
                        .orElseThrow()
                        .isReady())
                .isFalse();
        assertThat(Workload.settings("dev", "domain", "a.example.com", "delegated", "true")
                        .domain()
                        .orElseThrow()
                        .isReady())
                .isTrue();
        assertThat(Workload.settings("dev", "domain", "a.example.com", "zoneId", "Z1")
                        .domain()
                        .orElseThrow()
                        .isReady())
                .isTrue();
        assertThat(Workload.settings("dev", "domain", "a.example.com", "certificateArn", ARN)
                        .domain()
                        .orElseThrow()
                        .isReady())
                .isTrue();
    }

    @Test
    void namesTheBucketOfItsLogsWhereTheOrganizationIsNotAsked() {
        assertThatThrownBy(() -> Workload.settings("prod", "accountId", "555555555555", "registry", Workload.REGISTRY))
                .hasMessageStartingWith("holdfast:accessLogsBucket is not set, but accountId is");
        assertThat(Workload.settings(
                                "prod",
                                "accountId",
                                "555555555555",
                                "registry",
                                Workload.REGISTRY,
                                "accessLogsBucket",
                                "our-logs")
                        .profile()
                        .edge()
                        .accessLogsBucket())
                .contains("our-logs");
    }
}
