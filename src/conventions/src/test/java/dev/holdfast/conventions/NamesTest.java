package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @Test
    void tellProjectEnvironmentAndPart() {
        assertThat(new Names("dev").of("api")).isEqualTo("holdfast-dev-api");
        assertThat(new Names("dev").brief("api")).isEqualTo("holdfast-dev-api");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev",
                "review-1",
                "review-a-branch-with-quite-a-long-name-that-somebody-typed",
                "review-Upper.Case__and--more-",
                "review-x-"
            })
    void stayWithinWhatAwsAllows(String environment) {
        var names = new Names(environment);

        assertThat(names.brief("migrations"))
                .matches("holdfast(-[a-z0-9]+)+")
                .endsWith("-migrations")
                .hasSizeLessThanOrEqualTo(32);
        assertThat(names.of("migrations"))
                .matches("holdfast(-[a-z0-9]+)+")
                .endsWith("-migrations")
                .hasSizeLessThanOrEqualTo(63);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "stage", "review-a-branch-with-quite-a-long-name-that-somebody-typed"})
    void ofBucketsTellAccountAndRegionAndStayWithinWhatAwsAllows(String environment) {
        assertThat(new Names(environment).bucket("uploads", "111122223333", "ap-southeast-2"))
                .matches("holdfast(-[a-z0-9]+)+")
                .endsWith("-uploads-111122223333-ap-southeast-2")
                .hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void refuseAPartThatLeavesNoRoom() {
        assertThatThrownBy(() -> new Names("dev").bucket("x".repeat(40), "111122223333", "ap-southeast-2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("may have 24 characters here");
    }

    @Test
    void differWhereEnvironmentsDiffer() {
        var cut = "review-a-branch-with-a-long-name-";

        assertThat(new Names(cut + "1").brief("api")).isNotEqualTo(new Names(cut + "2").brief("api"));
        assertThat(new Names("review-a.b").of("api")).isNotEqualTo(new Names("review-a_b").of("api"));
        assertThat(new Names("review-a.b").of("api")).isNotEqualTo(new Names("review-a-b").of("api"));
    }
}
