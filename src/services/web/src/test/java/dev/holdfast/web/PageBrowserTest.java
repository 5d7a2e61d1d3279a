package dev.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page as a reader has it, under one origin with the api. */
@BrowserTest
@Timeout(180)
class PageBrowserTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String MARKUP =
            "<img src=x onerror=\"window.ran = 1\"><script>window.ran = 1</script> & \"so\" on";

    @TempDir
    private static Path profile;

    private static RunningWeb web;
    private static FakeApi api;
    private static Browser browser;

    @BeforeAll
    static void start() {
        web = RunningWeb.dev();
        api = web.api();
        api.serveBeside(web.url());
        browser = new Browser(profile);
    }

    @AfterAll
    static void stop() {
        browser.close();
        web.close();
    }

    @BeforeEach
    void forget() {
        api.reset();
        browser.wide();
        browser.prefer("light");
        browser.console();
    }

    /** The console tells every answer that is not a success, too: those are the tests' own. */
    @AfterEach
    void leavesNothingInTheConsole() {
        assertThat(browser.console())
                .allMatch(line -> line.matches(".*/(api/messages|nothing) - Failed to load resource: .*"));
    }

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
                        .isEqualTo("Author is blank; allowed is text of 1 to 80 characters."));
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
    void countsCharactersAsTheApiDoes() {
        open();

        browser.run("document.getElementById('author').value = '\\u{1F600}'.repeat(80)");
        browser.part("author").sendKeys("a");

        assertThat(browser.part("author-hint").getText()).isEqualTo("Up to 80 characters: 1 too many");
        browser.part("author").sendKeys(Keys.BACK_SPACE, Keys.BACK_SPACE);
        assertThat(browser.part("author-hint").getText()).isEqualTo("Up to 80 characters: 1 left");
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

    private static void open() {
        open("/");
    }

    private static void open(String path) {
        browser.open(api.url() + path);
    }

    private static void post(String author, String text) {
        browser.part("author").sendKeys(author);
        browser.part("text").sendKeys(text);
        press(submit());
    }

    private static void press(WebElement element) {
        element.sendKeys(Keys.ENTER);
    }

    private static WebElement submit() {
        return browser.all("button").get(0);
    }

    private static String typed(String field) {
        return browser.part(field).getDomProperty("value");
    }

    private static List<String> texts(String selector) {
        return browser.all(selector).stream()
                .map(element -> element.getDomProperty("textContent"))
                .toList();
    }
}
