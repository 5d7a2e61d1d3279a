package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.api.Features.Feature;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeaturesTest {
    @ParameterizedTest
    @EnumSource
    void areOffUnlessTheEnvironmentNamesThem(Feature feature) {
        assertThat(Features.from(Map.of()).has(feature)).isFalse();
        assertThat(Features.from(Map.of("FEATURES", feature.toString())).has(feature))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"search,of-tomorrow", " of-tomorrow , search,", "search,search,of-tomorrow"})
    void leavesOffWhatItDoesNotKnow(String names) {
        var features = Features.from(Map.of("FEATURES", names));

        assertThat(features.has(Feature.SEARCH)).isTrue();
        assertThat(features.unknown()).containsExactly("of-tomorrow");
    }

    @Test
    void knowsNothingUnknownWhereNothingIsSaid() {
        assertThat(Features.from(Map.of("FEATURES", "")).unknown()).isEmpty();
    }
}
