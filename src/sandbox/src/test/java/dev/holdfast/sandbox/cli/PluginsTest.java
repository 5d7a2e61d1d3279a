package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.sandbox.cloud.Site;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

    @TempDir
    private Path directory;

    private Site site;
    private Path plugin;

    @BeforeEach
    void written() throws IOException {
        site = new Site(directory.resolve("it's a sandbox"));
        Plugins.write(directory.resolve("home"), site);
        plugin = directory.resolve("home/plugins/resource-aws-v6.83.0/pulumi-resource-aws");
        Files.createDirectories(site.address().getParent());
    }

    @Test
    void theEngineFindsBothProvidersByNameAndVersion() {
        assertThat(plugin).isExecutable();
        assertThat(directory.resolve("home/plugins/resource-awsx-v2.22.0/pulumi-resource-awsx"))
                .isExecutable();
    }

    @Test
    void writesADamagedPluginAnew() throws IOException {
        var whole = Files.readString(plugin);
        Files.write(plugin, new byte[] {(byte) 0xff, 0});

        Plugins.write(directory.resolve("home"), site);

        assertThat(plugin).hasContent(whole).isExecutable();
    }

    @Test
    void aPluginPrintsThePortThatTheCloudServesItBy() throws Exception {
        try (var cloud = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            running(cloud.getLocalPort());
            var process = Script.start(directory, ENVIRONMENT, plugin.toString(), "--logtostderr", "127.0.0.1:5000");
            try (var connection = cloud.accept()) {
                assertThat(reader(connection.getInputStream()).readLine()).isEqualTo("aws 127.0.0.1:5000");
                connection.getOutputStream().write("40123\n".getBytes(StandardCharsets.UTF_8));
                assertThat(reader(process.getInputStream()).readLine()).isEqualTo("40123");
                assertThat(process.isAlive()).isTrue();
            }
            assertThat(process.waitFor(5, TimeUnit.SECONDS))
                    .as("ends with the connection")
                    .isTrue();
        }
    }

    @Test
    void theConnectionEndsWithThePlugin() throws Exception {
        try (var cloud = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            running(cloud.getLocalPort());
            var process = Script.start(directory, ENVIRONMENT, plugin.toString(), "127.0.0.1:5000");
            try (var connection = cloud.accept()) {
                var lines = reader(connection.getInputStream());
                lines.readLine();
                connection.getOutputStream().write("40123\n".getBytes(StandardCharsets.UTF_8));
                reader(process.getInputStream()).readLine();

                process.destroyForcibly();

                connection.setSoTimeout(5000);
                assertThat(lines.readLine()).isNull();
            }
        }
    }

    @Test
    void aPluginSaysThatTheCloudDoesNotRun() throws Exception {
        var result = Script.run(directory, ENVIRONMENT, plugin.toString(), "127.0.0.1:5000");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("the sandbox's cloud does not run; start it with ./sandbox up");
    }

    @Test
    void aPluginSaysThatADeadCloudDoesNotAnswer() throws Exception {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            running(closed.getLocalPort());
        }

        var result = Script.run(directory, ENVIRONMENT, plugin.toString(), "127.0.0.1:5000");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("the sandbox's cloud does not answer; start it with ./sandbox up\n");
    }

    private void running(int port) throws IOException {
        Files.writeString(site.address(), "{\"pid\":1,\"plugins\":" + port + ",\"control\":2}");
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }
}
