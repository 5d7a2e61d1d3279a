package dev.holdfast.web;

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
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** Answers as the api does, or as badly as a test wants; and like the load balancer it may serve web beside it. */
final class FakeApi implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /** Free: nobody waits at it. */
    private static final CountDownLatch OPEN = new CountDownLatch(0);

    private final ConcurrentLinkedDeque<Map<String, String>> messages = new ConcurrentLinkedDeque<>();
    private final List<String> traces = new CopyOnWriteArrayList<>();
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Answer instead;
    private volatile CountDownLatch gate = OPEN;

    private record Answer(int status, String contentType, byte[] body) {
        static Answer json(int status, Object body) {
            return new Answer(status, "application/json", JSON.writeValueAsBytes(body));
        }
    }

    FakeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/api/messages", this::api);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Passes on what is not for the api, so that a browser finds both under one origin. */
    void serveBeside(URI web) {
        var client = HttpClient.newHttpClient();
        server.createContext("/", exchange -> {
            try {
                var request = HttpRequest.newBuilder(web.resolve(exchange.getRequestURI()))
                        .build();
                var answer = client.send(request, BodyHandlers.ofByteArray());
                answer.headers()
                        .map()
                        .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
                send(exchange, answer.statusCode(), answer.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void add(String author, String text) {
        messages.addFirst(Map.of(
                "author", author, "text", text, "createdAt", Instant.now().toString()));
    }

    void answerInstead(int status, String contentType, String body) {
        instead = new Answer(status, contentType, body.getBytes(UTF_8));
    }

    /** As a load balancer does whose targets are gone. */
    void goDown() {
        answerInstead(503, "text/html", "<html><h1>503 Service Temporarily Unavailable</h1></html>");
    }

    void recover() {
        instead = null;
        gate.countDown();
        gate = OPEN;
    }

    /** As if nobody had asked it yet. */
    void reset() {
        recover();
        messages.clear();
        traces.clear();
        posts.clear();
    }

    /** Answers nothing until it {@linkplain #recover() recovers}. */
    void stall() {
        gate = new CountDownLatch(1);
    }

    List<String> traces() {
        return traces;
    }

    /** The bodies of all posts, those refused included. */
    List<String> posts() {
        return posts;
    }

    @Override
    public void close() {
        recover();
        server.stop(0);
        threads.shutdownNow();
    }

    private void api(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var post = exchange.getRequestMethod().equals("POST");
        if (post) {
            posts.add(new String(body, UTF_8));
        }
        traces.add(String.valueOf(exchange.getRequestHeaders().getFirst(Server.TRACE_HEADER)));
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var answer = instead != null
                ? instead
                : post ? add(body) : Answer.json(200, Map.of("messages", List.copyOf(messages)));
        exchange.getResponseHeaders().add("Content-Type", answer.contentType());
        send(exchange, answer.status(), answer.body());
    }

    private Answer add(byte[] body) {
        var message = JSON.readTree(body);
        var problems = new LinkedHashMap<String, String>();
        for (var field : List.of("author", "text")) {
            if (message.path(field).asString().isBlank()) {
                problems.put(field, field + " is blank; allowed is other text");
            }
        }
        if (!problems.isEmpty()) {
            var error = Map.of(
                    "code", "invalid_message", "message", String.join("; ", problems.values()), "fields", problems);
            return Answer.json(400, Map.of("error", error));
        }
        add(message.path("author").asString(), message.path("text").asString());
        return Answer.json(201, messages.getFirst());
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().remove("Content-Length");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var stream = exchange.getResponseBody()) {
            stream.write(body);
        }
    }
}
