package dev.holdfast.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Answers some calls of AWS's APIs as a test wants it, where moto cannot: it knows few quotas, and refuses nobody. All
 * others go on to moto.
 */
public final class MotoBehind implements AutoCloseable {
    /** What Java's HTTP client sets itself. */
    private static final Set<String> OWN = Set.of("host", "content-length", "connection", "expect", "upgrade");

    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z]+)");

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI moto;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public MotoBehind(URI moto) {
        this.moto = moto;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers this operation, such as {@code GetServiceQuota}, from now on. */
    public void answer(String operation, String body) {
        answers.put(operation, new Answer(200, body));
    }

    /** Refuses it, as AWS's JSON protocols do. */
    public void refuse(String operation, String code, String message) {
        answers.put(operation, new Answer(400, "{\"__type\": \"" + code + "\", \"message\": \"" + message + "\"}"));
    }

    /** Which operations were asked for. */
    public List<String> asked() {
        return asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var operation = operation(exchange, new String(body, UTF_8));
            asked.add(operation);
            var answer = answers.get(operation);
            if (answer == null) {
                forward(exchange, body);
                return;
            }
            exchange.getResponseHeaders()
                    .add("Content-Type", answer.body().startsWith("<") ? "text/xml" : "application/x-amz-json-1.1");
            reply(exchange, answer.status(), answer.body().getBytes(UTF_8));
        }
    }

    /** Its name is in a header, in a form, or is the path. */
    private static String operation(HttpExchange exchange, String body) {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            return target.substring(target.lastIndexOf('.') + 1);
        }
        var action = ACTION.matcher(body);
        return action.find()
                ? action.group(1)
                : exchange.getRequestURI().getPath().substring(1);
    }

    private void forward(HttpExchange exchange, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(moto.resolve(exchange.getRequestURI()))
                .timeout(Duration.ofSeconds(20))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            response.headers().map().forEach((name, values) -> {
                if (name.toLowerCase(java.util.Locale.ROOT).matches("content-type|x-amz.*")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            reply(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
