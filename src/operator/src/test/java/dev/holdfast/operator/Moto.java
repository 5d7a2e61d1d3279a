package dev.holdfast.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server of moto, which imitates AWS's APIs, on a free port of this machine; its account is {@link #ACCOUNT}. */
public final class Moto implements AutoCloseable {
    public static final String ACCOUNT = "123456789012";

    private static final Pattern READY = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

    private final Process server;
    private final URI endpoint;

    private Moto(Process server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /** Starts a server that ends with this process at the latest. */
    public static Moto start() {
        return start(ACCOUNT);
    }

    /** Starts a server that takes its callers for those of another account. */
    public static Moto start(String account) {
        try {
            // Port 0: the system chooses, and moto says which.
            var program = program().orElseThrow().toString();
            var builder = new ProcessBuilder(program, "--host", "127.0.0.1", "--port", "0").redirectErrorStream(true);
            builder.environment().put("MOTO_ACCOUNT_ID", account);
            var server = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
            server.getOutputStream().close();
            var said = new StringBuilder();
            var reader = server.inputReader();
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                said.append(line).append('\n');
                var ready = READY.matcher(line);
                if (ready.find()) {
                    // It logs every request, and would wait for somebody to read that.
                    var drain = new Thread(() -> reader.lines().forEach(request -> {}), "moto");
                    drain.setDaemon(true);
                    drain.start();
                    return new Moto(server, URI.create(ready.group(1)));
                }
            }
            throw new IllegalStateException("moto_server ended:\n" + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where every service of it answers: an AWS SDK's endpoint, or AWS_ENDPOINT_URL. */
    public URI endpoint() {
        return endpoint;
    }

    /** Forgets everything, as if it had just been started. */
    public void reset() {
        try {
            var request = HttpRequest.newBuilder(endpoint.resolve("/moto-api/reset"))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("moto did not reset: " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while moto was reset", e);
        }
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(5, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The program, on the PATH or where {@code tools/moto/install} puts it. */
    static Optional<Path> program() {
        var cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("holdfast/moto");
        var versions = cache.toFile().listFiles();
        var path = Arrays.stream(System.getenv("PATH").split(":")).map(Path::of);
        var installed = versions == null
                ? Stream.<Path>of()
                : Arrays.stream(versions).map(version -> version.toPath().resolve("bin"));
        return Stream.concat(path, installed)
                .map(folder -> folder.resolve("moto_server"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
