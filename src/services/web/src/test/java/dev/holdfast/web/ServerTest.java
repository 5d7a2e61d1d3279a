package dev.holdfast.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same for every page and file. */
@Timeout(60)
class ServerTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/app.js", "/style.css", "/health/live", "/%zz"})
    void allowsTheBrowserOnlyWhatThePageNeeds(String path) throws Exception {
        try (var socket = new Socket("localhost", WEB.port())) {
            var request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII).split("\r\n"))
                    .contains(
                            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';"
                                    + " connect-src 'self'; img-src 'self' data:; form-action 'self';"
                                    + " base-uri 'none'; frame-ancestors 'none'",
                            "X-Content-Type-Options: nosniff",
                            "Referrer-Policy: same-origin")
                    .noneMatch(header -> header.startsWith("Server:"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"style.css", "app.js"})
    void letsBrowsersKeepAFileUnderTheHashOfItsContent(String name) throws Exception {
        var url = WEB.get("/").body().replaceFirst("(?s).*\"(/" + name + "\\?v=[0-9a-f]+)\".*", "$1");

        var file = WEB.get(url);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(WEB.get("/" + name + "?v=ofAnotherRelease").headers().firstValue("Cache-Control"))
                .contains("no-cache");

        var tag = file.headers().firstValue("ETag").orElseThrow();
        var known = WEB.send(WEB.request(url).header("If-None-Match", "\"other\", W/" + tag));
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(WEB.send(WEB.request(url).header("If-None-Match", "\"other\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app.js", "/style.css"})
    void answersTheHeadersAlone(String path) throws Exception {
        var head = WEB.send(WEB.request(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(WEB.get(path).headers().firstValue("Content-Type"));
    }

    @Test
    void saysKindlyThatThereIsNothingElse() throws Exception {
        var page = WEB.get("/<b>nothing".replace("<", "%3C").replace(">", "%3E"));

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body())
                .contains("<h1>There is nothing at this address</h1>", "<a href=\"/\">To the messages</a>")
                .doesNotContain("nothing\"", "<b>");
    }

    @Test
    void canOnlyBeLookedAt() throws Exception {
        var page = WEB.send(WEB.request("/").POST(BodyPublishers.ofString("author=Ada")));

        assertThat(page.statusCode()).isEqualTo(405);
        assertThat(page.headers().firstValue("Allow").orElseThrow()).contains("GET");
        assertThat(API.posts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready"})
    void isHealthyWithoutAskingTheApi(String check) throws Exception {
        var answer = WEB.get("/health/" + check);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"status\":\"" + check + "\",\"release\":\"7\"}");
        assertThat(HealthCheck.isLive(Integer.toString(WEB.port()))).isTrue();
        assertThat(API.traces()).isEmpty();
    }

    @Test
    void isNotLiveWhenItHasStopped() {
        var web = RunningWeb.dev();
        var port = Integer.toString(web.port());
        web.close();

        assertThat(HealthCheck.isLive(port)).isFalse();
    }
}
