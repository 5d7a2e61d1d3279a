package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a stand-in for the cloud and for the stack, on one port. */
class ChaosTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path root;

    private final Captured captured = new Captured();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger failing = new AtomicInteger();
    private Site site;
    private HttpServer server;
    private volatile String missing = "[]";
    private volatile String after = "{\"messages\":[{\"id\":1},{\"id\":2}]}";
    private volatile boolean broken;

    @BeforeEach
    void aRunningStack() throws IOException {
        site = new Site(root.resolve(".sandbox"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Files.writeString(root.resolve("sandbox.yaml"), """
                default: dev
                region: eu-central-1
                projects:
                  workload: {directory: ., stacks: [dev, stage], path: /items}
                """);
        Files.writeString(root.resolve("Pulumi.yaml"), "name: acme\nruntime: java\n");
        var stack = Map.of("type", "pulumi:pulumi:Stack", "outputs", Map.of("url", url()));
        var checkpoint = Map.of("checkpoint", Map.of("latest", Map.of("resources", List.of(stack))));
        write(site.directory().resolve("state/.pulumi/stacks/acme/dev.json"), checkpoint);
        new Events(site.events()).tell("1", "service api", "of long ago");
        write(
                site.address(),
                Map.of(
                        "pid", ProcessHandle.current().pid(),
                        "control", server.getAddress().getPort(),
                        "plugins", 1));
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void showsWhatABreakDidAndThatAllIsAsBefore() {
        failing.set(3);

        assertThat(run("chaos", "api")).isZero();

        assertThat(captured.out())
                .contains("task 1 was killed")
                .contains("first failing request: status 503")
                .contains("good from here on")
                .contains("3 of ")
                .contains("service api task 1 is replaced")
                .doesNotContain("of long ago");
        assertThat(asked).contains("POST /chaos", "POST /chaos/end");
    }

    @Test
    void failsWhereDataAreGone() {
        after = "{\"messages\":[{\"id\":2}]}";

        assertThat(run("chaos", "database")).isEqualTo(1);

        assertThat(captured.err()).contains("1 entries that could be read before are gone");
        assertThat(asked).contains("POST /chaos/end");
    }

    @Test
    void breaksNothingWhereSomethingIsBrokenAlready() {
        missing = "[\"service api: 0 of 1 tasks healthy\"]";

        assertThat(run("chaos", "api")).isEqualTo(1);

        assertThat(captured.err()).contains("broken already").contains("service api: 0 of 1 tasks healthy");
        assertThat(asked).doesNotContain("POST /chaos");
    }

    @Test
    void triesNewTasksDuringAnOutageAndAfterIt() {
        assertThat(run("chaos", "secrets", "dev", "--for", "1s")).isZero();

        assertThat(captured.out()).contains("during the outage, a new task").contains("after it, a new task");
    }

    @Test
    void refusesATargetThatIsNotThere() {
        assertThat(run("chaos", "web")).isEqualTo(1);

        assertThat(captured.err()).contains("no 'web' to break in dev: allowed are database, secrets, cloud, api");
        assertThat(asked).doesNotContain("POST /chaos");
    }

    @Test
    void refusesATimeThatIsNone() {
        assertThat(run("chaos", "secrets", "--for", "soon")).isEqualTo(1);

        assertThat(captured.err()).contains("--for is 'soon'").contains("45s or 2m");
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesAStackThatIsNotUp() {
        assertThat(run("chaos", "api", "stage")).isEqualTo(1);
        assertThat(captured.err()).contains("./sandbox up stage");

        assertThat(run("chaos", "api", "nowhere")).isEqualTo(1);
        assertThat(captured.err()).contains("no stack 'nowhere'");
    }

    @Test
    void refusesACloudThatDoesNotRun() throws IOException {
        Files.delete(site.address());

        assertThat(run("chaos", "api")).isEqualTo(1);

        assertThat(captured.err()).contains("the cloud does not run; ./sandbox up dev starts it");
    }

    private int run(String... arguments) {
        return Sandbox.commandLine(captured.terminal(), root).execute(arguments);
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        var status = 200;
        var body = switch (path) {
            case "/chaos/targets" -> "[\"database\",\"secrets\",\"cloud\",\"api\"]";
            case "/chaos/missing" -> missing;
            case "/chaos/trial" -> "[\"a new task\"]";
            case "/chaos" -> breaks();
            case "/items" -> broken ? after : "{\"messages\":[{\"id\":1},{\"id\":2}]}";
            default -> "{}";
        };
        if (path.equals("/items") && broken && failing.getAndDecrement() > 0) {
            status = 503;
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String breaks() {
        broken = true;
        new Events(site.events()).tell("1", "service api", "task 1 is replaced");
        return "{\"what\":\"task 1 was killed\"}";
    }

    private static void write(Path file, Object content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, JSON.writeValueAsBytes(content));
    }
}
