package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.conventions.Environment.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    @ParameterizedTest
    @CsvSource({"dev, DEVELOPMENT", "stage, STAGING", "prod, PRODUCTION", "review-17, REVIEW"})
    void knowsTheKindOfAStack(String stack, Kind kind) {
        assertThat(Environment.ofStack(stack)).isEqualTo(new Environment(stack, kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Prod", "production", "management", "review", "review-", "dev-2"})
    void refusesAStackThatIsNoEnvironment(String stack) {
        assertThatThrownBy(() -> Environment.ofStack(stack))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("stack '" + stack + "' is no environment")
                .hasMessageContaining("allowed are dev, stage, prod and review-<name>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "stage", "prod"})
    void givesEveryLastingEnvironmentItsOwnAccount(String stack) {
        assertThat(Environment.ofStack(stack).account()).isEqualTo(stack);
    }

    @Test
    void putsReviewStacksIntoTheAccountOfDev() {
        assertThat(Environment.ofStack("review-17").account()).isEqualTo("dev");
    }

    @Test
    void letsOnlyReviewStacksBeDestroyed() {
        assertThat(Environment.ofStack("review-17").disposable()).isTrue();
        assertThat(Environment.ofStack("dev").disposable()).isFalse();
        assertThat(Environment.ofStack("stage").disposable()).isFalse();
        assertThat(Environment.ofStack("prod").disposable()).isFalse();
    }

    @Test
    void takesOnlyProdForProduction() {
        assertThat(Environment.ofStack("prod").production()).isTrue();
        assertThat(Environment.ofStack("stage").production()).isFalse();
        assertThat(Environment.ofStack("review-prod").production()).isFalse();
    }
}
