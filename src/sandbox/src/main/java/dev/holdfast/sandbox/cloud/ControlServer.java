package dev.holdfast.sandbox.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.sandbox.provider.Unclaimed;
import dev.holdfast.sandbox.services.AwsServices;
import dev.holdfast.sandbox.services.Chaos;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control port on 127.0.0.1: GET /status, POST /images, POST /unclaimed, POST /chaos, POST /console, POST /address, POST /stop. The JDK's own HTTP server is enough for the one
 * command line that talks to it. Web pages cannot: a browser names them as the origin, or their host.
 */
final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "control");
        thread.setDaemon(true);
        return thread;
    });

    private record Image(String repository, Path archive) {}

    /** What is broken on purpose of the system at a URL; {@code outcome} says how it ended. */
    private record Fault(String url, String target, int seconds, String outcome) {}

    private record Answer(int code, Object body) {}

    /** What a person does in AWS's console. */
    private record Action(String action, List<String> arguments) {}

    private record Url(String url) {}

    /** By URN, the ids that the engine knows. */
    private record Known(Map<String, List<String>> urns) {}

    private interface Handler {
        Answer answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /**
     * @param stop closes the cloud
     */
    ControlServer(
            Status status,
            AwsServices services,
            OrganizationConsole console,
            IdentityCenter identityCenter,
            Unclaimed unclaimed,
            Runnable stop)
            throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        serve("GET", "/status", exchange -> new Answer(200, status.now()));
        serve("POST", "/images", exchange -> {
            var image = JSON.readValue(exchange.getRequestBody(), Image.class);
            return new Answer(200, Map.of("digest", services.push(image.repository(), image.archive())));
        });
        chaos(services.chaos());
        serve("POST", "/console", exchange -> {
            var asked = JSON.readValue(exchange.getRequestBody(), Action.class);
            var said = switch (asked.action()) {
                case "identity-center" ->
                    identityCenter.enable(asked.arguments().get(0));
                case "delegate" -> services.dns().delegate(asked.arguments().get(0));
                case "rotate" -> services.rotate(asked.arguments().get(0));
                default ->
                    services.console().has(asked.action())
                            ? services.console().act(asked.action(), asked.arguments())
                            : console.act(asked.action(), asked.arguments());
            };
            return new Answer(200, Map.of("said", said));
        });
        serve("POST", "/address", exchange -> {
            var url = JSON.readValue(exchange.getRequestBody(), Url.class).url();
            return new Answer(200, Map.of("url", services.dns().address(url).orElse(url)));
        });
        serve("POST", "/unclaimed", exchange -> {
            unclaimed.mark(
                    JSON.readValue(exchange.getRequestBody(), Known.class).urns());
            return new Answer(200, Map.of());
        });
        serve("POST", "/stop", exchange -> {
            new Thread(stop, "stop").start();
            return new Answer(202, Map.of("stopping", true));
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Lets an answer that is being given be given. */
    @Override
    public void close() {
        server.stop(1);
        threads.shutdownNow();
    }

    private void chaos(Chaos chaos) {
        serve("POST", "/chaos", exchange -> {
            var fault = fault(exchange);
            var duration = Duration.ofSeconds(fault.seconds());
            return new Answer(200, Map.of("what", chaos.begin(fault.url(), fault.target(), duration)));
        });
        serve(
                "POST",
                "/chaos/targets",
                exchange -> new Answer(200, chaos.targets(fault(exchange).url())));
        serve(
                "POST",
                "/chaos/missing",
                exchange -> new Answer(200, chaos.missing(fault(exchange).url())));
        serve(
                "POST",
                "/chaos/trial",
                exchange -> new Answer(200, chaos.trial(fault(exchange).url())));
        serve("POST", "/chaos/end", exchange -> {
            var fault = fault(exchange);
            chaos.end(fault.url(), fault.outcome());
            return new Answer(200, Map.of());
        });
    }

    private static Fault fault(HttpExchange exchange) throws IOException {
        return JSON.readValue(exchange.getRequestBody(), Fault.class);
    }

    private void serve(String method, String path, Handler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                var answer = allowed(exchange, method, path)
                        ? handled(exchange, handler)
                        : new Answer(403, Map.of("error", "only " + method + " " + path + " from this machine"));
                var body = JSON.writeValueAsBytes(answer.body());
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer.code(), body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    private static Answer handled(HttpExchange exchange, Handler handler) {
        try {
            return handler.answer(exchange);
        } catch (AwsException e) {
            return new Answer(400, Map.of("error", e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(503, Map.of("error", "the cloud is stopping"));
        } catch (IOException | RuntimeException e) {
            LOG.error("{} failed", exchange.getRequestURI(), e);
            return new Answer(500, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    private boolean allowed(HttpExchange exchange, String method, String path) {
        var host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        return exchange.getRequestMethod().equals(method)
                && exchange.getRequestURI().getPath().equals(path)
                && (host.equals("127.0.0.1:" + port()) || host.equals("localhost:" + port()))
                && !exchange.getRequestHeaders().containsKey("Origin");
    }
}
