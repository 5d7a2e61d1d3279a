package dev.holdfast.operator.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.operator.Aws;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Which images a commit has, asked of an API on this machine. */
class EcrImagesTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String ENDPOINT = "aws.endpointUrlEcr";
    private static final Pattern REPOSITORY = Pattern.compile("\"repositoryName\":\"([^\"]+)\"");

    private final Map<String, String> digests = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Aws aws = new Aws(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    private HttpServer server;
    private String refusal = "";

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        System.setProperty(ENDPOINT, "http://127.0.0.1:" + server.getAddress().getPort());
        for (var name : List.of("api", "migrations", "web")) {
            digests.put("holdfast/" + name, "sha256:" + name);
        }
    }

    @AfterEach
    void close() {
        System.clearProperty(ENDPOINT);
        aws.close();
        server.stop(0);
    }

    private Map<String, String> digests() {
        return new EcrImages(aws, RegistryHost.of("111122223333.dkr.ecr.eu-central-1.amazonaws.com")).digests(COMMIT);
    }

    @Test
    void findsEveryImageOfACommitInTheRegistrysAccount() {
        assertThat(digests())
                .isEqualTo(Map.of("api", "sha256:api", "migrations", "sha256:migrations", "web", "sha256:web"));
        assertThat(asked).allMatch(request -> request.contains("\"registryId\":\"111122223333\""));
    }

    @Test
    void namesEveryImageThatIsMissingAndSaysToPublish() {
        digests.remove("holdfast/api");
        digests.remove("holdfast/web");

        assertThatThrownBy(this::digests)
                .isInstanceOf(ImagesMissing.class)
                .hasMessageContaining("has no image with the tag " + COMMIT + " in holdfast/api, holdfast/web;")
                .hasMessageContaining("./holdfast publish");
    }

    @Test
    void saysHowARepositoryThatIsMissingComesAbout() {
        refusal = "RepositoryNotFoundException";

        assertThatThrownBy(this::digests)
                .hasMessageContaining("has no repository holdfast/api")
                .hasMessageContaining("holdfast-organization:repositories");
    }

    @Test
    void saysWhereToLookWhenItIsDenied() {
        refusal = "AccessDeniedException";

        assertThatThrownBy(this::digests).hasMessageContaining("AWS said no").hasMessageContaining("docs/access.md");
    }

    @Test
    void refusesARegistryThatIsNoneOfEcr() {
        assertThatThrownBy(() -> RegistryHost.of("docker.io/acme"))
                .hasMessageContaining("'docker.io/acme' is no registry of Amazon ECR; allowed is <12 digits>.dkr.ecr.");
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(request);
        var name = REPOSITORY.matcher(request);
        var digest = name.find() ? digests.get(name.group(1)) : null;
        var body = !refusal.isEmpty()
                ? "{\"__type\":\"" + refusal + "\",\"message\":\"AWS said no\"}"
                : digest != null
                        ? "{\"images\":[{\"imageId\":{\"imageDigest\":\"" + digest + "\"}}],\"failures\":[]}"
                        : "{\"images\":[],\"failures\":[{\"failureCode\":\"ImageNotFound\"}]}";
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(refusal.isEmpty() ? 200 : 400, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
