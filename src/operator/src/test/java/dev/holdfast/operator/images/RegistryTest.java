package dev.holdfast.operator.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes against a registry that is out of order now and then. */
class RegistryTest {
    private final Map<String, byte[]> stored = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final AtomicInteger broken = new AtomicInteger();

    @TempDir
    private Path directory;

    private HttpServer server;
    private Path file;
    private String refusal = "";
    private String elsewhere = "";
    private String answeredDigest;

    @BeforeEach
    void open() throws IOException {
        file = directory.resolve("jib-image.tar");
        answeredDigest = BuiltImage.write(file, "a layer");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v2/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void bringsAnImageThereByteByByteAsItWasBuilt() throws Exception {
        try (var archive = new ImageArchive(file)) {
            var pushed = push(archive);

            assertThat(pushed).hasToString("2 of 2 layers, 0.0 MB");
            assertThat(stored.get("manifests/1234567")).isEqualTo(archive.manifest());
            assertThat(stored.get(archive.blobs().get(1).digest())).isEqualTo("a layer".getBytes(UTF_8));
        }
    }

    @Test
    void sendsNothingAgainThatIsThere() throws Exception {
        try (var archive = new ImageArchive(file)) {
            stored.put(archive.blobs().get(0).digest(), new byte[0]);

            assertThat(push(archive).blobs()).isEqualTo(1);
        }
        assertThat(asked).filteredOn(one -> one.startsWith("POST")).hasSize(1);
    }

    @Test
    void sendsALayerAgainInANewUploadWhereTheRegistryWasOutOfOrder() throws Exception {
        broken.set(1);
        try (var archive = new ImageArchive(file)) {
            push(archive);
        }
        assertThat(asked).filteredOn(one -> one.startsWith("POST")).hasSize(3);
        assertThat(stored).containsKey("manifests/1234567");
    }

    @Test
    void givesUpWithTheRegistrysOwnReason() throws Exception {
        broken.set(100);
        try (var archive = new ImageArchive(file)) {
            assertThatThrownBy(() -> push(archive))
                    .hasMessageContaining("does not take sha256:")
                    .hasMessageContaining("in holdfast/api: HTTP 503");
        }
        assertThat(stored).doesNotContainKey("manifests/1234567");
    }

    @Test
    void tellsWhyTheRegistryRefusesATag() throws Exception {
        refusal = "{\"errors\":[{\"code\":\"TAG_INVALID\",\"message\":\"the repository is immutable\"}]}";
        try (var archive = new ImageArchive(file)) {
            assertThatThrownBy(() -> push(archive))
                    .hasMessageContaining("does not take the image under the tag 1234567")
                    .hasMessageContaining("TAG_INVALID: the repository is immutable");
        }
    }

    @Test
    void refusesARegistryThatMakesAnotherImageOfIt() throws Exception {
        answeredDigest = "sha256:" + "0".repeat(64);
        try (var archive = new ImageArchive(file)) {
            assertThatThrownBy(() -> push(archive))
                    .hasMessageContaining("the registry made " + answeredDigest + " of the image " + archive.digest());
        }
    }

    @Test
    void showsItsTokenToTheRegistryOnly() throws Exception {
        assertThat(login()).asString().doesNotContain("c2VjcmV0");
        try (var archive = new ImageArchive(file)) {
            refusal = "{}";
            assertThatThrownBy(() -> push(archive)).message().doesNotContain("c2VjcmV0");
        }
    }

    @Test
    void sendsNoTokenToWhereTheRegistrySendsAnUpload() throws Exception {
        elsewhere = "http://localhost:" + server.getAddress().getPort();
        try (var archive = new ImageArchive(file)) {
            assertThatThrownBy(() -> push(archive)).hasMessageContaining("HTTP 401");
        }
    }

    @Test
    void opensNoDamagedArchive() throws IOException {
        var bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("schemaVersion", "schemaversion");
        Files.writeString(file, bytes, java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> new ImageArchive(file)).hasMessageContaining("is damaged: its manifest sha256:");
    }

    private ImagePush.Pushed push(ImageArchive archive) throws Exception {
        return new ImagePush(new Registry(login(), "holdfast/api", Duration.ofMillis(1))).push(archive, "1234567");
    }

    private Registry.Login login() {
        return new Registry.Login(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "c2VjcmV0");
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring("/v2/holdfast/api/".length());
        asked.add(exchange.getRequestMethod() + " " + path);
        var body = exchange.getRequestBody().readAllBytes();
        if (!"Basic c2VjcmV0".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "");
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "HEAD" -> exchange.sendResponseHeaders(stored.containsKey(path.substring(6)) ? 200 : 404, -1);
            case "POST" -> {
                exchange.getResponseHeaders().add("Location", elsewhere + "/v2/holdfast/api/blobs/uploads/1?state=x");
                send(exchange, 202, "");
            }
            default -> put(exchange, path, body);
        }
        exchange.close();
    }

    private void put(HttpExchange exchange, String path, byte[] body) throws IOException {
        if (path.startsWith("blobs/") && broken.getAndDecrement() > 0) {
            send(exchange, 503, "");
            return;
        }
        if (path.startsWith("manifests/") && !refusal.isEmpty()) {
            send(exchange, 400, refusal);
            return;
        }
        exchange.getResponseHeaders().add("Docker-Content-Digest", answeredDigest);
        var query = exchange.getRequestURI().getQuery();
        stored.put(path.startsWith("blobs/") ? query.substring(query.indexOf("sha256:")) : path, body);
        send(exchange, 201, "");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
