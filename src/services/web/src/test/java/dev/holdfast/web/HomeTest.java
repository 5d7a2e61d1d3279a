package dev.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The page with the messages, before an api that works or does not. */
@Timeout(60)
class HomeTest {
    private static final String MARKUP = "\"'><script>alert(1)</script>&amp;${1+1}";
    private static final String ESCAPED_TEXT = "\"'&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;${1+1}";
    private static final String UNAVAILABLE = "<div class=\"notice\" id=\"unavailable\" role=\"alert\">";

    private static final RunningWeb WEB = RunningWeb.dev();
    private static final FakeApi API = WEB.api();

    @BeforeEach
    void forget() {
        API.reset();
    }

    @AfterAll
    static void stop() {
        WEB.close();
    }

    @Test
    void showsTheMessagesThatTheApiHas() throws Exception {
        API.add("Ada", "Hello\nworld");

        var page = WEB.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.body())
                .contains("<bdi class=\"author\">Ada</bdi>", "<p class=\"text\" dir=\"auto\">Hello\nworld</p>")
                .containsPattern("<time datetime=\"[0-9T:.-]+Z\">\\d+ \\w+ \\d{4}, \\d\\d:\\d\\d UTC</time>")
                .doesNotContain(UNAVAILABLE);
    }

    @Test
    void showsTheEnvironmentItsTextAndTheRelease() throws Exception {
        assertThat(WEB.get("/").body())
                .contains(
                        "<html lang=\"en\" data-environment=\"dev\">",
                        "<title>[dev] Guestbook</title>",
                        ">Guestbook</h1>",
                        "<p class=\"intro\" dir=\"auto\">For developers.</p>",
                        "<span>dev</span>",
                        "<span class=\"release\" dir=\"auto\">7</span>");
    }

    @Test
    void showsProdWithoutItsNameInTheTab() throws Exception {
        try (var prod = new RunningWeb("prod", "7", "Guestbook", "")) {
            assertThat(prod.get("/").body())
                    .contains("data-environment=\"prod\"", "<title>Guestbook</title>")
                    .doesNotContain("class=\"intro\"");
        }
    }

    @Test
    void saysThatThereIsNoMessageYet() throws Exception {
        assertThat(WEB.get("/").body()).contains("id=\"empty\">").doesNotContain(UNAVAILABLE);
    }

    @Test
    void cannotBePostedWithoutTheScriptAndSaysSo() throws Exception {
        assertThat(WEB.get("/").body())
                .contains("<button type=\"submit\" disabled>")
                .containsPattern("<noscript>.*JavaScript.*</noscript>");
    }

    @Test
    void escapesMarkupInEveryField() throws Exception {
        String page;
        String lost;
        try (var web = new RunningWeb(MARKUP, MARKUP, MARKUP, MARKUP)) {
            web.api().add(MARKUP, MARKUP);
            page = web.get("/").body();
            lost = web.get("/nothing").body();
        }

        assertThat(page)
                .contains(
                        "<bdi class=\"author\">" + ESCAPED_TEXT + "</bdi>",
                        "<p class=\"text\" dir=\"auto\">" + ESCAPED_TEXT + "</p>",
                        "<h1 dir=\"auto\">" + ESCAPED_TEXT + "</h1>",
                        "<p class=\"intro\" dir=\"auto\">" + ESCAPED_TEXT + "</p>",
                        "<span>" + ESCAPED_TEXT + "</span>",
                        "<span class=\"release\" dir=\"auto\">" + ESCAPED_TEXT + "</span>",
                        "<title>[" + ESCAPED_TEXT + "] " + ESCAPED_TEXT + "</title>",
                        "data-environment=\"&#34;&#39;>&lt;script>alert(1)&lt;/script>&amp;amp;${1+1}\"")
                .doesNotContain("<script>alert");
        assertThat(lost).contains(ESCAPED_TEXT).doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"messages\": [{}]}", "{\"messages\": {}}"})
    void comesWithItsFormWhenTheApiAnswersNonsense(String nonsense) throws Exception {
        API.answerInstead(200, "application/json", nonsense);

        assertWithoutMessages(WEB.get("/"));
    }

    @Test
    void comesWithItsFormWhenTheApiFails() throws Exception {
        API.answerInstead(
                500, "application/json", "{\"error\": {\"code\": \"internal_error\", \"message\": \"of api\"}}");

        var page = WEB.get("/");

        assertWithoutMessages(page);
        assertThat(page.body()).doesNotContain("of api", "internal_error");
    }

    @Test
    void comesWithItsFormWhenTheApiIsSlow() throws Exception {
        API.stall();

        assertWithoutMessages(WEB.get("/"));
    }

    @Test
    void comesWithItsFormWhenTheApiIsGone() throws Exception {
        try (var web = RunningWeb.dev()) {
            web.api().close();

            assertWithoutMessages(web.get("/"));
        }
    }

    @Test
    void logsWhyTheMessagesAreMissingAndNoneOfThem() throws Exception {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        root.setLevel(Level.INFO);
        try {
            API.add("Ada", "private words");
            WEB.get("/?token=private");
            API.answerInstead(200, "application/json", "private words");
            WEB.get("/");
        } finally {
            root.setLevel(Level.ERROR);
            root.detachAppender(log);
        }

        assertThat(List.copyOf(log.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("without messages: " + API.url() + "/api/messages answered something"))
                .noneMatch(line -> line.contains("private"));
    }

    private static void assertWithoutMessages(HttpResponse<String> page) {
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(UNAVAILABLE, "cannot be shown right now", "<form id=\"form\"", "id=\"empty\" hidden")
                .doesNotContain("Exception");
    }
}
