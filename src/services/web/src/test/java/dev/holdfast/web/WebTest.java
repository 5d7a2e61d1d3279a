package dev.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The process, as ECS starts and stops it. */
@Timeout(60)
class WebTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern PORT = Pattern.compile("listens on port (\\d+)");

    @TempDir
    Path directory;

    private final FakeApi api = new FakeApi();
    private Process process;

    @AfterEach
    void stop() {
        api.close();
        process.destroyForcibly();
    }

    @Test
    void answersWhatIsUnderWayBeforeItStops() throws Exception {
        start(Map.of(
                "PORT", "0",
                "API_URL", api.url().toString(),
                "ENVIRONMENT", "dev",
                "RELEASE", "7",
                "TITLE", "Guestbook"));
        await().atMost(SOON).until(() -> log().contains("listens on port"));
        var matcher = PORT.matcher(log());
        assertThat(matcher.find()).isTrue();
        var page = URI.create("http://localhost:" + matcher.group(1) + "/");
        api.add("Ada", "Hello");
        api.stall();

        var answer = HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
        await().atMost(SOON).until(() -> !api.traces().isEmpty());
        process.destroy();
        await().atMost(SOON).until(() -> log().contains("\"Stopping\""));
        api.recover();

        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(log()).contains("\"Stopped\"");
        assertThat(logged()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("service").asString()).isEqualTo("web");
            assertThat(line.path("environment").asString()).isEqualTo("dev");
            assertThat(line.path("release").asString()).isEqualTo("7");
        });
    }

    @Test
    void endsWithEveryProblemOfItsEnvironment() throws Exception {
        start(Map.of("PORT", "http"));

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(log()).contains("PORT is", "API_URL is missing", "TITLE is missing");
        assertThat(log()).doesNotContain("at dev.holdfast");
    }

    private void start(Map<String, String> environment) throws IOException {
        // Without the tests' own logging.
        var classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-cp", classPath, Web.class.getName())
                .redirectOutput(directory.resolve("log").toFile());
        builder.environment().keySet().removeAll(List.of("PORT", "API_URL", "ENVIRONMENT", "RELEASE", "TITLE", "TEXT"));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    private List<JsonNode> logged() throws IOException {
        return log().lines().map(new JsonMapper()::readTree).toList();
    }
}
