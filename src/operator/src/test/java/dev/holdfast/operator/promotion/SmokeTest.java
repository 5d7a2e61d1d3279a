package dev.holdfast.operator.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./holdfast smoke}, on a system that can be broken. */
class SmokeTest {
    @TempDir
    private Path directory;

    private final Map<String, String> pages = new ConcurrentHashMap<>(Map.of(
            "/", "<html>", "/api/messages", "{\"messages\": []}", "/health/ready", "{\"release\": \"aaaaaaaaaaaa\"}"));
    private final AtomicInteger unavailable = new AtomicInteger();
    private HttpServer system;
    private Clone clone;

    @BeforeEach
    void aSystem() throws IOException {
        system = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        system.createContext("/", exchange -> {
            var body =
                    pages.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(unavailable.getAndDecrement() > 0 ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        system.start();
        clone = new Clone(directory);
        url(here());
    }

    @AfterEach
    void stops() {
        system.stop(0);
    }

    private String here() {
        return "http://localhost:" + system.getAddress().getPort();
    }

    private void url(String url) {
        clone.answers(
                "stack-output",
                "{\"url\": \"%s\", \"deployment\": {\"commit\": \"%s\", \"webDigest\": \"%s\"}}"
                        .formatted(url, Clone.COMMIT, Clone.DIGEST));
    }

    private int smoke() {
        return clone.run("smoke", "stage", "--patience", "2");
    }

    @Test
    void asksThePageTheApiAndWhichReleaseAnswers() {
        assertThat(smoke()).as(clone.said()).isZero();

        assertThat(clone.said())
                .contains(
                        "the page answers",
                        "the API and its database answers",
                        "release aaaaaaaaaaaa answers",
                        "stage works");
    }

    @Test
    void waitsForTargetsToSettle() {
        unavailable.set(1);

        assertThat(smoke()).as(clone.said()).isZero();
    }

    @Test
    void failsWhereAnotherReleaseAnswersThanTheOneThatWasDeployed() {
        pages.put("/health/ready", "{\"release\": \"bbbbbbbbbbbb\"}");

        assertThat(smoke()).isEqualTo(1);

        assertThat(clone.said())
                .contains("release aaaaaaaaaaaa of stage does not work", "release 'bbbbbbbbbbbb' answers");
    }

    @Test
    void failsWhereTheApiHasNoMessages() {
        pages.put("/api/messages", "{}");

        assertThat(smoke()).isEqualTo(1);

        assertThat(clone.said()).contains("the API and its database of stage does not work", "aws logs tail");
    }

    @Test
    void failsWhereNobodyAnswers() {
        system.stop(0);

        assertThat(smoke()).isEqualTo(1);

        assertThat(clone.said()).contains("the page of stage does not work");
    }

    @Test
    void asksWhereTheEnvironmentSaysThatADomainIsAnswered() {
        url("https://stage.example.test");
        pages.put("/address", "{\"url\": \"" + here() + "\"}");
        clone.variable("HOLDFAST_ADDRESSES", here() + "/address");

        assertThat(smoke()).as(clone.said()).isZero();

        assertThat(clone.said()).contains("https://stage.example.test, at " + here());
    }

    @Test
    void saysThatNothingIsDeployedYetOrThatTheDomainIsNotDelegated() {
        clone.answers("stack-output", "{}");
        assertThat(smoke()).isEqualTo(1);
        clone.answers("stack-output", "{\"deployment\": {\"commit\": \"" + Clone.COMMIT + "\"}}");
        assertThat(smoke()).isEqualTo(1);

        assertThat(clone.said())
                .contains("nothing is deployed there", "its domain is not delegated yet; docs/domain.md");
    }

    @Test
    void refusesAnAuthorityThatIsNone() {
        assertThat(clone.run(
                        "smoke", "stage", "--cacert", clone.file("Pulumi.yaml").toString()))
                .isEqualTo(1);

        assertThat(clone.said()).contains("Pulumi.yaml", "--cacert or HOLDFAST_CACERT");
    }

    @Test
    void hasNothingToTryInTheOrganization() {
        assertThat(clone.run("smoke", "management")).isEqualTo(1);

        assertThat(clone.said()).contains("'management' is the organization, where no service runs");
    }
}
