package dev.holdfast.enginetests;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.browser.Browser;
import dev.holdfast.browser.BrowserTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The whole system as those meet it who read its page, attack its network or pull its plugs, in order. */
@EngineTest
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class SystemIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SETTINGS = "Pulumi.dev.yaml";
    private static final String WEB = "src/workload/src/main/java/dev/holdfast/workload/Web.java";
    private static final String ENDPOINTS = "src/workload/src/main/java/dev/holdfast/workload/Profile.java";
    private static final String MARKUP = "<script>document.title = 'ran'</script> & \"so\" <b>on</b>";

    @TempDir
    private static Path profile;

    private Copy copy;
    private String url;
    private Browser browser;

    @BeforeAll
    void startsTheWholeSystem() {
        copy = Copy.of(REPOSITORY, Path.of("target/engine/system").toAbsolutePath());
        copy.edit(SETTINGS, "config:\n", "config:\n  holdfast:cidr: 10.212.0.0/16\n  holdfast:cache: \"true\"\n");
        copy.sandbox("up", "dev").succeeded();
        url = copy.url("dev");
        browser = new Browser(profile);
        browser.wide();
    }

    @AfterAll
    void stops() {
        if (browser != null) {
            browser.close();
        }
        if (copy != null) {
            copy.close();
        }
    }

    @Test
    @Order(1)
    void aMessageWithMarkupIsShownAsItWasTyped() {
        browser.open(url);
        write(MARKUP);

        await().atMost(SOON).untilAsserted(() -> assertThat(shown()).containsExactly(MARKUP));
        browser.open(url);
        assertThat(shown()).as("rendered by web, which read it from api").containsExactly(MARKUP);
        assertThat(browser.value("document.title").toString()).doesNotContain("ran");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    @Order(2)
    void theMessageIsThereAfterTheWholeCloudWasKilled() {
        copy.sandbox("chaos", "cloud").succeeded();

        browser.open(url);
        assertThat(shown()).containsExactly(MARKUP);
    }

    @Test
    @Order(3)
    void thePageIsUsedByKeyboardOnANarrowScreen() {
        browser.narrow(320);
        browser.open(url);
        assertThat(browser.value("document.documentElement.scrollWidth")).isEqualTo(320L);

        while (!"author".equals(browser.focused().getDomAttribute("id"))) {
            browser.tab();
        }
        browser.press("Ada");
        browser.tab();
        browser.press("from a telephone");
        browser.tab();
        browser.press(Keys.ENTER);

        await().atMost(SOON).untilAsserted(() -> assertThat(shown()).contains("from a telephone", MARKUP));
        browser.wide();
    }

    @Test
    @Order(4)
    void noRequestFailsAndNothingIsLostWhenTheCacheDies() throws Exception {
        try (var writer = new Writer(url)) {
            await().atMost(SOON).until(() -> writer.acknowledged().size() > 3);
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(copy.sandbox("status").succeeded().output())
                                    .as("api reads from the cache")
                                    .containsPattern("keys: [1-9]\\d*, hits: [1-9]"));

            assertThat(copy.sandbox("chaos", "cache").succeeded().output())
                    .containsPattern(" 0 of \\d+ requests failed")
                    .contains("its server answers again");

            var acknowledged = writer.end();
            assertThat(texts(100)).containsAll(acknowledged);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "api", "web", "secrets", "cloud"})
    @Order(4)
    void whatWasAcknowledgedIsThereAfterTheFaultAndEverythingComesBack(String part) throws Exception {
        try (var writer = new Writer(url)) {
            await().atMost(SOON).until(() -> writer.acknowledged().size() > 3);

            copy.sandbox("chaos", part).succeeded();

            var before = writer.acknowledged().size();
            await().atMost(SOON).until(() -> writer.acknowledged().size() > before + 3);
            var acknowledged = writer.end();
            assertThat(texts(100)).containsAll(acknowledged);
        }
    }

    @Test
    @Order(5)
    void theInternetReachesOnlyTheLoadBalancer() {
        var tasks = found("127\\.212\\.\\d+\\.\\d+", copy.bash("ps -eo args | grep -- \"-javaagent:$PWD/\""));
        var database =
                found("10\\.212\\.\\d+\\.\\d+", copy.bash("grep -rh _address .sandbox/cloud/resources/*/*/rds.*"));
        assertThat(tasks).hasSizeGreaterThanOrEqualTo(2);
        assertThat(database).hasSize(1);

        for (var task : tasks) {
            assertThat(answer(task, 8080)).as(task).isEmpty();
        }
        assertThat(answer(database.get(0).replaceFirst("^10", "127"), 5432)).isEmpty();
        assertThat(Copy.get(url).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(6)
    void thePageSaysThatApiIsDownWhenTheRuleBetweenThemIsGoneAndUpMendsIt() {
        copy.edit(WEB, "Set.of(Api.SERVICE.name())", "Set.of()");
        copy.sandbox("up", "dev").succeeded();
        // Connections that are there already outlive a rule, as in AWS; a new task has none.
        copy.sandbox("chaos", "web").succeeded();

        await().atMost(SOON).untilAsserted(() -> {
            browser.open(url);
            assertThat(browser.part("unavailable").isDisplayed()).isTrue();
        });
        assertThat(shown()).isEmpty();
        assertThat(browser.part("form").isDisplayed()).isTrue();
        assertThat(copy.bash("cat .sandbox/cloud/events.jsonl").output())
                .contains("(holdfast-dev-api) has no ingress rule for port 8080 from");

        copy.bash("git checkout --quiet -- " + WEB).succeeded();
        copy.sandbox("up", "dev").succeeded();
        browser.open(url);
        assertThat(browser.part("unavailable").isDisplayed()).isFalse();
        assertThat(shown()).isNotEmpty();
    }

    @Test
    @Order(7)
    void webReachesTheDatabaseByNoWayAndApiDoes() {
        var database = found(
                        "[\\w.-]+\\.rds\\.amazonaws\\.com",
                        copy.pulumi("", "pulumi stack export --stack dev").succeeded())
                .get(0);
        var address = found("10\\.212\\.\\d+\\.\\d+", copy.bash("grep -rh _address .sandbox/cloud/resources/*/*/rds.*"))
                .get(0)
                .replaceFirst("^10", "127");
        for (var service : List.of("Web", "Api")) {
            copy.edit(
                    "src/services/%1$s/src/main/java/dev/holdfast/%1$s/%2$s.java"
                            .formatted(service.toLowerCase(Locale.ROOT), service),
                    "public static void main(String[] arguments) {",
                    "public static void main(String[] arguments) {\n" + PROBE.formatted(database, address));
        }

        copy.sandbox("up", "dev").succeeded();

        var web = copy.sandbox("logs", "web").succeeded().output();
        for (var way : List.of(database, address, "localhost", "127.0.0.1", "api")) {
            assertThat(web).contains("probe of " + way + ": nothing").doesNotContain("probe of " + way + ": S");
        }
        assertThat(copy.sandbox("logs", "api").succeeded().output()).contains("probe of " + database + ": S");
        copy.bash("git checkout --quiet -- src/services").succeeded();
    }

    @Test
    @Order(8)
    void withoutNatAndWithoutAnEndpointTheDeploymentFailsAndNamesWhatIsMissing() throws IOException {
        // The images as they are committed: what the test before has built must not be deployed by the update below.
        copy.sandbox("up", "dev").succeeded();
        copy.edit(SETTINGS, "config:\n", "config:\n  holdfast:natGateways: none\n");
        copy.edit(ENDPOINTS, "\"logs\", \"secretsmanager\"", "\"logs\"");
        // Tasks that run have read their secrets: only new ones need the way.
        copy.sandbox("up", "dev").succeeded();
        copy.edit(SETTINGS, "config:\n", "config:\n  holdfast:release: next\n");

        var up = copy.sandbox("up", "dev").failed();

        assertThat(up.output()).contains("com.amazonaws.eu-central-1.secretsmanager");
        assertThat(texts(1)).as("the old api still answers").hasSize(1);

        copy.bash("git checkout --quiet -- " + ENDPOINTS).succeeded();
        copy.sandbox("up", "dev").succeeded();
        assertThat(texts(1)).hasSize(1);
    }

    /** Asks for TLS as a client of PostgreSQL does, which answers S. */
    private static final String PROBE = """
                    for (var host : new String[] {"%s", "%s", "localhost", "127.0.0.1", "api"}) {
                        var answer = "nothing";
                        try (var socket = new java.net.Socket()) {
                            socket.connect(new java.net.InetSocketAddress(host, 5432), 3000);
                            socket.setSoTimeout(3000);
                            socket.getOutputStream().write(new byte[] {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f});
                            var read = socket.getInputStream().read();
                            answer = read < 0 ? answer : String.valueOf((char) read);
                        } catch (java.io.IOException e) {
                            answer = "nothing, " + e.getMessage();
                        }
                        System.out.println("probe of " + host + ": " + answer);
                    }
            """;

    private void write(String text) {
        browser.part("author").sendKeys("Ada");
        browser.part("text").sendKeys(text);
        browser.part("text").submit();
    }

    private List<String> shown() {
        return browser.all(".messages .text").stream()
                .map(element -> element.getDomProperty("textContent"))
                .toList();
    }

    private List<String> texts(int limit) throws IOException {
        var answer = Copy.get(url + "/api/messages?limit=" + limit);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("messages").findValuesAsText("text");
    }

    private static List<String> found(String pattern, Result result) {
        return Pattern.compile(pattern)
                .matcher(result.output())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** What a port says to the beginning of an HTTP request; nothing if it closes the connection. */
    private static String answer(String address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 5000);
            socket.setSoTimeout(5000);
            socket.getOutputStream().write("GET /health/live HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes());
        } catch (SocketException closed) {
            return "";
        } catch (IOException e) {
            throw new AssertionError(address + ":" + port, e);
        }
    }

    /** Somebody who posts messages all the time, and remembers those whose arrival was acknowledged. */
    private static final class Writer implements AutoCloseable {
        private final List<String> acknowledged = new ArrayList<>();
        private final Thread thread;

        Writer(String url) {
            thread = new Thread(() -> write(url), "writer");
            thread.start();
        }

        private void write(String url) {
            for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                var text = "message " + i + " at " + System.nanoTime();
                try {
                    var answer =
                            Copy.post(url + "/api/messages", "{\"author\": \"writer\", \"text\": \"" + text + "\"}");
                    if (answer.statusCode() == 201) {
                        synchronized (acknowledged) {
                            acknowledged.add(text);
                        }
                    }
                    Thread.sleep(500);
                } catch (UncheckedIOException | IllegalStateException unanswered) {
                    // Whether it arrived is not known, so it is not counted on.
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        List<String> acknowledged() {
            synchronized (acknowledged) {
                return List.copyOf(acknowledged);
            }
        }

        /** Stops it, and says what was acknowledged in all. */
        List<String> end() {
            close();
            return acknowledged();
        }

        @Override
        public void close() {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
