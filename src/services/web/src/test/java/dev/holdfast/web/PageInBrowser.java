package dev.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.browser.Browser;
import dev.holdfast.browser.BrowserTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page as a reader has it, under one origin with the api. */
@BrowserTest
@Timeout(180)
abstract class PageInBrowser {
    static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private static Path profile;

    static RunningWeb web;
    static FakeApi api;
    static Browser browser;

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

    static void open() {
        open("/");
    }

    static void open(String path) {
        browser.open(api.url() + path);
    }

    static void post(String author, String text) {
        browser.part("author").sendKeys(author);
        browser.part("text").sendKeys(text);
        press(submit());
    }

    static void press(WebElement element) {
        element.sendKeys(Keys.ENTER);
    }

    static WebElement submit() {
        return browser.all("button").get(0);
    }

    static String typed(String field) {
        return browser.part(field).getDomProperty("value");
    }

    static List<String> texts(String selector) {
        return browser.all(selector).stream()
                .map(element -> element.getDomProperty("textContent"))
                .toList();
    }
}
