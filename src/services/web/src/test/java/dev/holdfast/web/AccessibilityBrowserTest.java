package dev.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The page for whoever has no mouse, no wide screen, another direction of writing, or a screen reader. */
class AccessibilityBrowserTest extends PageInBrowser {
    @Test
    void isUsedByKeyboardAlone() {
        open();

        browser.tab();
        assertThat(browser.focused().getText()).isEqualTo("Skip to the content");
        assertThat(browser.focused().getRect().getX()).isNotNegative();
        assertFocusIsSeen();
        browser.press(Keys.ENTER);
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("main");
        browser.tab();
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("author");
        assertFocusIsSeen();
        browser.press("Ada");
        browser.tab();
        browser.press("Without a mouse");
        assertFocusIsSeen();
        browser.tab();
        assertThat(browser.focused()).isEqualTo(submit());
        assertFocusIsSeen();
        browser.press(Keys.ENTER);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(texts(".messages .text")).containsExactly("Without a mouse"));
        assertThat(browser.focused()).isEqualTo(submit());
    }

    private static void assertFocusIsSeen() {
        assertThat(browser.value("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
    }

    @Test
    void givesEachLineItsOwnDirection() {
        api.add("\u0644\u064a\u0644\u0649", "\u0645\u0631\u062d\u0628\u0627\nand back");
        open();

        var text = "document.querySelector('.messages .text')";
        assertThat(browser.value("getComputedStyle(" + text + ").unicodeBidi")).isEqualTo("plaintext");
        assertThat(browser.value("getComputedStyle(" + text + ").whiteSpace")).isEqualTo("pre-wrap");
        assertThat(browser.value("getComputedStyle(" + text + ").direction")).isEqualTo("rtl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing"})
    void scrollsOnlyDownOnANarrowScreen(String path) {
        api.add("W".repeat(80), "a".repeat(2_000));
        browser.narrow(320);

        open(path);

        assertThat(browser.value("innerWidth")).isEqualTo(320L);
        assertThat(browser.value("document.documentElement.scrollWidth")).isEqualTo(320L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void hasNothingThatAxeFinds(String colorScheme) {
        browser.prefer(colorScheme);
        open();
        assertThat(browser.accessibilityViolations()).as("empty").isEmpty();
        api.add("Ada", "Hello");
        open();
        assertThat(browser.accessibilityViolations()).as("a message").isEmpty();
        browser.narrow(320);
        assertThat(browser.accessibilityViolations()).as("narrow").isEmpty();
        open("/nothing");
        assertThat(browser.accessibilityViolations()).as("not found").isEmpty();
        api.goDown();
        open();
        assertThat(browser.accessibilityViolations()).as("api down").isEmpty();
        post("Ada", "Hello");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(browser.part("refusal").isDisplayed()).isTrue());
        assertThat(browser.accessibilityViolations()).as("not posted").isEmpty();
        for (var environment : List.of("prod", "stage")) {
            browser.run("document.documentElement.dataset.environment = '" + environment + "'");
            assertThat(browser.accessibilityViolations()).as(environment).isEmpty();
        }
    }
}
