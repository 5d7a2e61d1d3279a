package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What web shows of its environment. */
class PageTest {
    private static Page page(String stack) {
        return Workload.settings(stack).page();
    }

    @Test
    void hasATextOfItsOwnInEveryKindOfEnvironment() {
        assertThat(Stream.of("dev", "stage", "prod", "review-1")
                        .map(stack -> page(stack).text()))
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
    }

    @Test
    void showsWhatAStacksConfigurationSays() {
        var page = Workload.settings("prod", "webTitle", "Grüße & <Fragen>", "webText", "«Bonjour» 👋 – こんにちは!")
                .page();

        assertThat(page).isEqualTo(new Page("Grüße & <Fragen>", "«Bonjour» 👋 – こんにちは!"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "a\ttab", "a\u0007bell", "turned \u202Eround", "a\u2028line"})
    void refusesWhatCannotBeSeen(String text) {
        assertThatThrownBy(() -> Workload.settings("dev", "webText", text))
                .hasMessage(
                        "holdfast:webText is '" + text + "', allowed is at most 400 visible characters in one line");
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(Workload.settings("dev", "webTitle", "👋".repeat(60)).page().title())
                .hasSize(120);
        assertThatThrownBy(() -> Workload.settings("dev", "webTitle", "x".repeat(61), "webText", "x".repeat(401)))
                .hasMessageContaining("holdfast:webTitle is 'xxx")
                .hasMessageContaining("allowed is at most 60 visible characters in one line")
                .hasMessageContaining("holdfast:webText is 'xxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "stage", "prod"})
    void isWrittenInTheFileOfEveryEnvironment(String stack) throws Exception {
        assertThat(Files.readString(Path.of("../../Pulumi." + stack + ".yaml"))).contains("\n  holdfast:webText: ");
    }
}
