package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void aStepEndsWithWhatIsTheCaseAndItsDuration() throws Exception {
        var terminal = new Captured();

        terminal.terminal().step("starting", () -> "cloud started");

        assertThat(terminal.out()).matches("  ✓ cloud started {2,}0\\.\\d s\n");
    }

    @Test
    void aFailedStepSaysWhatWasTried() {
        var terminal = new Captured();

        assertThatThrownBy(() -> terminal.terminal().step("starting", () -> {
                    throw new Failure("no");
                }))
                .isInstanceOf(Failure.class);
        assertThat(terminal.out()).startsWith("  ✗ starting");
    }

    @Test
    void aStepIsAnnouncedOnlyWhereItCanBeReplaced() throws Exception {
        var live = new Captured(true, false, true);

        live.terminal().step("starting", () -> "started");

        assertThat(live.out()).startsWith("\r\033[K  … starting\r\033[K  ✓ started");
    }

    @Test
    void isPlainAsciiWithoutAUtf8Locale() throws Exception {
        var terminal = new Captured(true, false, false);

        terminal.terminal().step("starting", () -> "started");

        assertThat(terminal.out()).isASCII();
    }

    @Test
    void failuresGoToTheErrorStreamOnly() {
        var terminal = new Captured();

        terminal.terminal().failure("no");

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).isEqualTo("\n  no\n");
    }

    @Test
    void theLocaleThatWinsDecidesOnUnicode() {
        assertThat(Terminal.ofThisProcess(Map.of("LANG", "de_DE.utf8")).unicode())
                .isTrue();
        assertThat(Terminal.ofThisProcess(Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "C"))
                        .unicode())
                .isFalse();
        assertThat(Terminal.ofThisProcess(Map.of()).unicode()).isFalse();
    }

    @Test
    void noColourWithoutATerminal() {
        assertThat(Terminal.ofThisProcess(Map.of()).colour()).isFalse();
    }
}
