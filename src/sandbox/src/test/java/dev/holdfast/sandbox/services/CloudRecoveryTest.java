package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Site;
import dev.holdfast.sandbox.image.EchoService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cloud in a process of its own, with a service behind a load balancer and a database, that is killed and broken. */
class CloudRecoveryTest {
    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:key-AbCdEf";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static Site site;
    private static Process cloud;
    private static String url;
    private static Resource database;
    private static CloudFixture databases;

    @BeforeAll
    static void build() throws IOException {
        site = new Site(directory.toRealPath());
        var services = new TestCloud(site.directory());
        services.secrets.put(SECRET, "value");
        var archive = OciImage.of(EchoService.class).write(directory.resolve("image.tar"), false);
        var image = TestCloud.REGISTRY + "app@" + services.registry.push("app", archive);
        url = services.loadBalancer();
        services.create(
                Service.TYPE,
                "app",
                TestCloud.service(
                        services.taskDefinition(
                                image, ",\"secrets\":[{\"name\":\"KEY\",\"valueFrom\":\"" + SECRET + "\"}]"),
                        1,
                        true));
        services.close();
        databases = new CloudFixture(site.directory());
        database = databases.database("holdfast", Map.of());
        // As a kill would: the server runs on, and nobody looks after it.
        databases.rds.close();
        start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (cloud.isAlive()) {
            post("/stop", Map.of());
            cloud.waitFor();
        }
        databases.rds.suspend(database);
    }

    @Test
    void aKilledCloudsSuccessorAdoptsTheDatabaseAndStartsTheTasks() throws Exception {
        steady();
        var server = postmaster();
        var task = get("/environment");
        cloud.destroyForcibly().waitFor();
        assertThat(server.isAlive()).isTrue();

        start();

        steady();
        assertThat(postmaster()).isEqualTo(server);
        assertThat(get("/environment")).contains("KEY=value").isNotEqualTo(task);
        assertThat(told())
                .contains(" cloud started again: the last one was killed, or the machine went down;"
                        + " what it held comes back")
                .contains("111122223333 database holdfast PostgreSQL ran on while there was no cloud to look after it")
                .contains("111122223333 service app is steady again: app:1: 1 of 1 tasks healthy");
    }

    @Test
    void aTaskThatIsKilledOnPurposeIsReplaced() throws Exception {
        steady();

        var what =
                ask("/chaos", Map.of("url", url, "target", "app")).path("what").asText();

        assertThat(what).matches("task [0-9a-f]{8} of app, process \\d+, was killed");
        assertThat(ask("/chaos/missing", Map.of("url", url)).toString()).contains("service app");
        steady();
        assertThat(told()).contains("111122223333 chaos app is broken on purpose");
    }

    @Test
    void aDatabaseThatIsKilledOnPurposeComesBack() throws Exception {
        steady();
        var killed = postmaster();

        ask("/chaos", Map.of("url", url, "target", "database"));

        assertThat(killed.isAlive()).isFalse();
        steady();
        assertThat(postmaster().pid()).isNotEqualTo(killed.pid());
    }

    @Test
    void withoutSecretsManagerRunningTasksGoOnAndNewOnesDoNotStart() throws Exception {
        steady();

        ask("/chaos", Map.of("url", url, "target", "secrets", "seconds", 600));

        assertThat(ask("/chaos/trial", Map.of("url", url)).path(0).asText())
                .contains("a new task of app does not start: ResourceInitializationError")
                .contains(SECRET)
                .contains("InternalServiceError");
        assertThat(get("/environment")).contains("KEY=value");
        assertThat(ask("/chaos/missing", Map.of("url", url))).isEmpty();

        ask("/chaos/end", Map.of("url", url, "outcome", "secrets: all is as before"));

        assertThat(ask("/chaos/trial", Map.of("url", url)).path(0).asText()).isEqualTo("a new task of app starts");
        assertThat(told())
                .contains("111122223333 chaos secrets: Secrets Manager answers again")
                .contains("111122223333 chaos secrets: all is as before");
    }

    @Test
    void refusesToBreakWhatIsNotThere() throws Exception {
        var refused = post("/chaos", Map.of("url", url, "target", "web"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("no 'web' to break: allowed are database, secrets, cloud, app");

        assertThat(post("/chaos/targets", Map.of("url", "http://localhost:1")).body())
                .contains("no load balancer of this cloud answers at http://localhost:1");
    }

    private static void start() throws IOException {
        cloud = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.holdfast.sandbox.cli.Sandbox",
                        "cloud",
                        "--directory",
                        site.directory().toString())
                .redirectErrorStream(true)
                .redirectOutput(site.log().toFile())
                .start();
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> address().path("pid").asLong() == cloud.pid());
    }

    private static void steady() {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> ask("/chaos/missing", Map.of("url", url)).isEmpty() && !get("/").isEmpty());
    }

    private static ProcessHandle postmaster() {
        var id = database.text("resourceId").orElseThrow();
        return new PidFile(site.databases().toAbsolutePath().resolve(id).resolve("data"))
                .server()
                .orElseThrow();
    }

    private static List<String> told() {
        return new Events(site.events())
                .last(1000).stream()
                        .map(event -> event.account() + " " + event.subject() + " " + event.what())
                        .toList();
    }

    private static String get(String path) throws IOException, InterruptedException {
        var answer = TestCloud.get(url + path);
        return answer.statusCode() == 200 ? answer.body() : "";
    }

    private static JsonNode ask(String path, Map<String, Object> body) throws IOException, InterruptedException {
        var answer = post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> post(String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + address().path("control").asInt() + path);
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode address() throws IOException {
        return JSON.readTree(site.address().toFile());
    }
}
