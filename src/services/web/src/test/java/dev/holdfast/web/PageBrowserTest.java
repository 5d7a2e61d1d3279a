package dev.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Reading and posting, with an api that works or does not. */
class PageBrowserTest extends PageInBrowser {
    private static final String MARKUP =
            "<img src=x onerror=\"window.ran = 1\"><script>window.ran = 1</script> & \"so\" on";

    @Test
    void showsAPostedMessageWithMarkupAsItWasTypedAndRunsNoneOfIt() {
        open();

        post(MARKUP, MARKUP + "\n<b>second line</b>");

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(texts(".messages .text")).containsExactly(MARKUP + "\n<b>second line</b>"));
        assertThat(texts(".messages .author")).containsExactly(MARKUP);
        assertThat(browser.part("status").getText()).isEqualTo("Your message is posted.");
        assertThat(typed("text")).isEmpty();
        assertThat(browser.part("empty").isDisplayed()).isFalse();
        assertNothingOfItRan();

        open();
        assertThat(texts(".messages .text")).containsExactly(MARKUP + "\n<b>second line</b>");
        assertNothingOfItRan();
    }

    private static void assertNothingOfItRan() {
        assertThat(browser.value("window.ran ?? null")).isNull();
        assertThat(browser.all(".messages img, .messages script, .messages b")).isEmpty();
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void runsNoScriptThatIsNotItsOwn() {
        open();

        browser.run(
                "const it = document.createElement('script'); it.text = 'window.ran = 1'; document.body.append(it)");

        assertThat(browser.value("window.ran ?? null")).isNull();
        assertThat(browser.console()).singleElement().asString().contains("Content Security Policy");
    }

    @Test
    void putsTheNewestMessageFirst() {
        api.add("Ada", "first");
        open();

        post("Grace", "second");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(texts(".messages .text")).containsExactly("second", "first"));
    }

    @Test
    void showsWhatTheApiRefusesBesideTheFieldsAndGoesToTheFirst() {
        open();

        post(" ", "");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(browser.part("author-error").getText())
                        .isEqualTo("Author is blank; allowed is other text."));
        assertThat(browser.part("text-error").getText()).startsWith("Text is blank");
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("author");
        for (var field : List.of("author", "text")) {
            assertThat(browser.part(field).getDomAttribute("aria-invalid")).isEqualTo("true");
            assertThat(browser.part(field).getDomAttribute("aria-describedby")).contains(field + "-error");
        }
        assertThat(browser.accessibilityViolations()).isEmpty();

        browser.press("Ada");
        assertThat(browser.part("author").getDomAttribute("aria-invalid")).isNull();
        assertThat(browser.part("author-error").isDisplayed()).isFalse();
        assertThat(browser.part("text-error").isDisplayed()).isTrue();
    }

    @Test
    void saysThatTheApiIsDownAndKeepsWhatWasTyped() {
        open();
        api.goDown();

        post("Ada", "not lost");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(browser.part("refusal").getText())
                        .contains("does not answer right now", "still here"));
        assertThat(browser.part("refusal").getAriaRole()).isEqualTo("alert");
        assertThat(typed("author")).isEqualTo("Ada");
        assertThat(typed("text")).isEqualTo("not lost");

        api.recover();
        press(submit());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(texts(".messages .text")).containsExactly("not lost"));
        assertThat(browser.part("refusal").isDisplayed()).isFalse();
    }

    @Test
    void saysWhatTheApiSaysWhenItIsNotTheFields() {
        open();
        api.answerInstead(
                503,
                "application/json",
                "{\"error\": {\"code\": \"database_unavailable\", \"message\": \"the database does not answer\"}}");

        post("Ada", "not lost");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(browser.part("refusal").getText())
                        .isEqualTo("The message was not posted: the database does not answer."
                                + " What you wrote is still here."));
        assertThat(typed("text")).isEqualTo("not lost");
    }

    @Test
    void doesNotPromiseThatAMessageIsLostWhenTheAnswerIs() {
        open();
        api.answerInstead(504, "text/html", "<h1>504</h1>");

        post("Ada", "perhaps");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(browser.part("refusal").getText())
                        .contains("may have been kept or not", "look at the list"));
    }

    @Test
    void comesWithoutMessagesAndFetchesThemWhenTheApiIsBack() {
        api.add("Ada", "kept");
        api.goDown();
        open();
        assertThat(browser.part("unavailable").getAriaRole()).isEqualTo("alert");
        assertThat(browser.part("unavailable").getText()).contains("cannot be shown right now");
        assertThat(browser.part("empty").isDisplayed()).isFalse();
        browser.part("text").sendKeys("typed meanwhile");

        press(browser.part("again"));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(browser.part("status").getText()).startsWith("Still no answer"));
        assertThat(browser.part("unavailable").isDisplayed()).isTrue();

        api.recover();
        press(browser.part("again"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(texts(".messages .text")).containsExactly("kept"));
        assertThat(browser.part("unavailable").isDisplayed()).isFalse();
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("read-heading");
        assertThat(typed("text")).isEqualTo("typed meanwhile");
    }

    @Test
    void fetchesTheOtherMessagesToThePostedOneWhenTheApiIsBack() {
        api.add("Ada", "kept");
        api.goDown();
        open();
        api.recover();

        post("Grace", "new");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(texts(".messages .text")).containsExactly("new", "kept"));
        assertThat(browser.part("unavailable").isDisplayed()).isFalse();
    }

    @Test
    void postsOnceWhenTheButtonIsPressedTwice() {
        open();
        api.stall();
        browser.part("author").sendKeys("Ada");
        browser.part("text").sendKeys("once");

        press(submit());
        await().atMost(SOON).untilAsserted(() -> assertThat(api.posts()).hasSize(1));
        assertThat(submit().getDomAttribute("aria-disabled")).isEqualTo("true");
        press(submit());
        press(submit());
        api.recover();

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(submit().getDomAttribute("aria-disabled")).isNull());
        assertThat(texts(".messages .text")).containsExactly("once");
        assertThat(api.posts()).hasSize(1);
    }

    @Test
    void countsCharactersAsTheApiDoes() {
        open();

        browser.run("document.getElementById('author').value = '\\u{1F600}'.repeat(80)");
        browser.part("author").sendKeys("a");

        assertThat(browser.part("author-hint").getText()).isEqualTo("Up to 80 characters: 1 too many");
        browser.part("author").sendKeys(Keys.BACK_SPACE, Keys.BACK_SPACE);
        assertThat(browser.part("author-hint").getText()).isEqualTo("Up to 80 characters: 1 left");
    }
}
