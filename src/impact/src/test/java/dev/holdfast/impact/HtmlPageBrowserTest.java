package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.browser.Browser;
import dev.holdfast.browser.BrowserTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real browser, opened from the disk. */
@BrowserTest
class HtmlPageBrowserTest {
    @TempDir
    private static Path profile;

    private static Browser browser;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        browser = new Browser(profile);
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    @BeforeEach
    void forget() {
        browser.wide();
        browser.prefer("light");
        browser.scripts(true);
        browser.console();
    }

    @AfterEach
    void leavesNothingInTheConsole() {
        assertThat(browser.console()).isEmpty();
    }

    private void open(Impact impact) {
        try {
            var file = folder.resolve("impact.html");
            Files.writeString(file, HtmlPage.of(impact));
            browser.open(file.toUri().toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static WebElement box(String name) {
        return browser.all(".box[data-name='" + name + "']").get(0);
    }

    private static List<String> names(String selector) {
        return browser.all(selector).stream()
                .map(box -> box.getDomAttribute("data-name"))
                .toList();
    }

    private static long shown(String selector) {
        return browser.all(selector).stream().filter(WebElement::isDisplayed).count();
    }

    @Test
    void asksNoNetwork() {
        open(ExampleImpact.refused());

        assertThat(browser.value("performance.getEntriesByType('resource').length"))
                .isEqualTo(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void hasNothingThatAxeFinds(String colorScheme) {
        browser.prefer(colorScheme);
        open(ExampleImpact.refused());
        browser.run("document.querySelectorAll('details').forEach((details) => { details.open = true; })");
        assertThat(browser.accessibilityViolations()).as("refused").isEmpty();
        box("database").click();
        assertThat(browser.accessibilityViolations()).as("with a path").isEmpty();
        browser.narrow(320);
        assertThat(browser.accessibilityViolations()).as("narrow").isEmpty();
        browser.wide();
        open(ExampleImpact.large(40));
        assertThat(browser.accessibilityViolations()).as("many").isEmpty();
        open(ExampleImpact.unchanged());
        assertThat(browser.accessibilityViolations()).as("unchanged").isEmpty();
        open(ExampleImpact.failed());
        assertThat(browser.accessibilityViolations()).as("failed").isEmpty();
    }

    @Test
    void scrollsOnlyDownOnANarrowScreen() {
        browser.narrow(320);
        for (var impact :
                List.of(ExampleImpact.refused(), ExampleImpact.named("W".repeat(200)), ExampleImpact.failed())) {
            open(impact);
            browser.run("document.querySelectorAll('details').forEach((details) => { details.open = true; })");

            assertThat(browser.value("document.documentElement.scrollWidth"))
                    .as("what is too wide: "
                            + browser.value("[...document.querySelectorAll('main *, header *')].filter((part) =>"
                                    + " !part.closest('svg') && part.getBoundingClientRect().right > 320)"
                                    + ".map((part) => part.outerHTML.slice(0, 80)).slice(0, 5).join(' ')"))
                    .isEqualTo(320L);
        }
    }

    @Test
    void drawsWhatChangesAndWhatThatReaches() {
        open(ExampleImpact.refused());

        assertThat(names(".box"))
                .containsExactlyInAnyOrder(
                        "database",
                        "database-owner",
                        "database-address",
                        "migrations",
                        "database-storage",
                        "api",
                        "migrate",
                        "api",
                        "web");
        assertThat(names(".box.stateful")).containsExactlyInAnyOrder("database", "database-owner");
        assertThat(browser.all(".lines path")).hasSize(8);
    }

    @Test
    void showsThePathToWhatIsClicked() {
        open(ExampleImpact.refused());

        box("web").click();

        assertThat(names(".box.on")).containsExactly("database", "database-address", "api", "api", "web");
        assertThat(browser.all(".lines path.on")).hasSize(4);
        assertThat(browser.all(".trace").get(0).getText()).isEqualTo("database → database-address → api → api → web");
    }

    @Test
    void showsWhatADatabaseReaches() {
        open(ExampleImpact.refused());

        box("database").click();

        assertThat(names(".box.on")).hasSize(8).doesNotContain("database-owner");
        assertThat(browser.all(".trace").get(0).getText()).endsWith("reaches 7");
    }

    @Test
    void forgetsThePathOnEscape() {
        open(ExampleImpact.refused());
        box("web").click();

        browser.press(Keys.ESCAPE);

        assertThat(browser.all(".box.on, .lines path.on")).isEmpty();
    }

    @Test
    void leadsThroughTheGraphByArrows() {
        open(ExampleImpact.refused());
        browser.all(".canvas").get(0).sendKeys("");
        browser.tab();

        assertThat(browser.focused().getDomAttribute("data-name")).isEqualTo("database");
        browser.press(Keys.ARROW_RIGHT, Keys.ARROW_DOWN);

        assertThat(browser.focused().getDomAttribute("data-name")).isEqualTo("migrations");
        assertThat(names(".box.on")).containsExactly("database", "migrations");
        assertThat(browser.all(".box[tabindex='0']")).hasSize(1);
    }

    @Test
    void drawsManyOfOneKindAsOneThatOpens() {
        open(ExampleImpact.large(40));
        assertThat(shown(".box")).isEqualTo(2);
        assertThat(browser.all(".lines path")).hasSize(1);

        box("40 × s3.BucketV2").click();

        assertThat(shown(".box")).isEqualTo(42);
        assertThat(browser.all(".lines path")).hasSize(40);
        box("40 × s3.BucketV2").click();
        assertThat(shown(".box")).isEqualTo(2);
    }

    @Test
    void showsOnlyTheRowsOfAStack() {
        open(ExampleImpact.refused());

        browser.part("by-stack").sendKeys("stage");

        assertThat(shown(".refusals li")).isZero();
        assertThat(shown(".graph")).isZero();
        assertThat(shown("section[aria-labelledby=stateful-heading] tbody tr")).isEqualTo(1);
        assertThat(browser.part("matches").getText()).matches("\\d+ of \\d+ rows");
    }

    @Test
    void showsOnlyTheRowsOfAnOperation() {
        open(ExampleImpact.refused());

        browser.part("by-operation").sendKeys("deleted");

        assertThat(shown("section[aria-labelledby=stateful-heading] tbody tr")).isZero();
        assertThat(names(".box:not(.off)")).containsExactly("database-storage");
    }

    @Test
    void findsATextInAGroupAndOpensIt() {
        open(ExampleImpact.large(40));

        browser.part("by-text").sendKeys("bucket-17");

        assertThat(names(".box:not(.off):not(.group)")).containsExactly("bucket-17");
        assertThat(box("bucket-17").isDisplayed()).isTrue();
        assertThat(shown("section[aria-labelledby=stateful-heading] tbody tr")).isEqualTo(1);
    }

    @Test
    void showsEverythingAgainWithoutAFilter() {
        open(ExampleImpact.refused());
        var before = shown("main tr, main li, main section, main details");

        browser.part("by-text").sendKeys("no such thing");
        assertThat(shown("main tr, main li")).isZero();
        browser.part("by-text").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);

        assertThat(shown("main tr, main li, main section, main details")).isEqualTo(before);
    }

    @Test
    void tellsTheSameWithoutAScript() {
        browser.scripts(false);
        open(ExampleImpact.refused());

        assertThat(browser.part("filter").isDisplayed()).isFalse();
        assertThat(shown(".refusals li")).isEqualTo(3);
        assertThat(shown(".box")).isEqualTo(9);
        assertThat(browser.all(".box[tabindex]")).isEmpty();
    }

    @Test
    void runsNoMarkupOfAName() {
        open(ExampleImpact.named("<img src=x onerror=document.title='ran'><script>document.title='ran'</script>"));

        assertThat(browser.value("document.title")).asString().isNotEqualTo("ran");
        assertThat(browser.all("img")).isEmpty();
    }

    @Test
    void staysUsableWithThousandsOfRows() {
        open(ExampleImpact.large(500));

        browser.part("by-text").sendKeys("bucket-499");

        assertThat(shown("section[aria-labelledby=stateful-heading] tbody tr")).isEqualTo(1);
    }
}
