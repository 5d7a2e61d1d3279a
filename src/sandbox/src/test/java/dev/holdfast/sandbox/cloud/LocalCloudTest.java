package dev.holdfast.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Empty;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pulumirpc.ResourceProviderGrpc;

class LocalCloudTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "aws:organizations/account:Account";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @Test
    void saysHowItIsReachedWhileItRuns() throws Exception {
        var site = new Site(directory);
        try (var cloud = LocalCloud.start(site)) {
            assertThat(cloud).isNotNull();
            assertThat(address().path("pid").asLong())
                    .isEqualTo(ProcessHandle.current().pid());
        }

        assertThat(site.address()).doesNotExist();
    }

    @Test
    void refusesASecondCloudInOneFolder() {
        try (var cloud = LocalCloud.start(new Site(directory))) {
            assertThat(cloud).isNotNull();
            assertThatThrownBy(() -> LocalCloud.start(new Site(directory)))
                    .hasStackTraceContaining(directory.toString());
        }
    }

    @Test
    void listsAccountsResourcesAndTypesThatAreOnlyRemembered() throws Exception {
        var site = new Site(directory);
        var resources = new Resources(site.resources());
        resources.put(new Resource(
                ACCOUNT,
                "100000000000",
                "aws-global",
                "123456789012",
                Map.of(),
                Map.of("name", "dev", "email", "d@e.f")));
        resources.put(new Resource(
                "aws:ec2/eip:Eip",
                "123456789012",
                "eu-west-1",
                "eipalloc-1",
                Map.of(),
                Map.of("tags", Map.of("Name", "nat"))));
        resources.put(new Resource(
                "aws:ec2/securityGroup:SecurityGroup", "123456789012", "eu-west-1", "sg-1", Map.of(), Map.of()));
        try (var cloud = LocalCloud.start(site)) {
            assertThat(cloud).isNotNull();
            var status = JSON.readTree(get("/status").body());

            assertThat(status.at("/accounts/0/id").asText()).isEqualTo("123456789012");
            assertThat(status.at("/accounts/0/ou").asText()).isEqualTo("Root");
            assertThat(status.path("resources").findValuesAsText("name")).contains("dev", "nat");
            assertThat(status.path("withoutBehaviour").toString())
                    .contains("aws:ec2/eip:Eip")
                    .doesNotContain(ACCOUNT, "securityGroup");
        }
    }

    @Test
    void stopsWhenItIsTold() throws Exception {
        var cloud = LocalCloud.start(new Site(directory));
        var response = post("/stop", "", Map.of());
        cloud.await();

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(new Site(directory).address()).doesNotExist();
    }

    @Test
    void tellsOfItsStartsAndOfAnEndThatWasNone() throws Exception {
        var site = new Site(directory);
        LocalCloud.start(site).close();
        assertThat(site.running()).doesNotExist();
        Files.createFile(site.running()); // as a killed one leaves it

        try (var cloud = LocalCloud.start(site)) {
            assertThat(cloud).isNotNull();
            assertThat(JSON.readTree(get("/status").body()).path("events").findValuesAsText("what"))
                    .containsExactly(
                            "started",
                            "stopped in order; all data is kept",
                            "started again: the last one was killed, or the machine went down;"
                                    + " what it held comes back");
        }
    }

    @Test
    void refusesAWebPage() throws Exception {
        try (var cloud = LocalCloud.start(new Site(directory))) {
            assertThat(cloud).isNotNull();
            assertThat(post("/stop", "", Map.of("Origin", "https://example.com"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(get("/stop").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void servesAPluginForAsLongAsItIsConnected() throws Exception {
        try (var cloud = LocalCloud.start(new Site(directory))) {
            assertThat(cloud).isNotNull();
            var port = address().path("plugins").asInt();
            try (var plugin = new Socket(InetAddress.getLoopbackAddress(), port)) {
                plugin.getOutputStream().write("aws 127.0.0.1:1\n".getBytes(StandardCharsets.UTF_8));
                var answer = new BufferedReader(new InputStreamReader(plugin.getInputStream(), StandardCharsets.UTF_8));
                var channel = NettyChannelBuilder.forTarget("127.0.0.1:" + answer.readLine())
                        .usePlaintext()
                        .build();
                var info = ResourceProviderGrpc.newBlockingStub(channel).getPluginInfo(Empty.getDefaultInstance());
                channel.shutdownNow();

                assertThat(info.getVersion()).isEqualTo("6.83.0");
            }
        }
    }

    private JsonNode address() throws Exception {
        return JSON.readTree(new Site(directory).address().toFile());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, Map<String, String> headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) throws Exception {
        return URI.create("http://127.0.0.1:" + address().path("control").asInt() + path);
    }
}
