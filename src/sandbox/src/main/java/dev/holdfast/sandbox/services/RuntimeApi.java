package dev.holdfast.sandbox.services;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lambda's Runtime API (version 2018-06-01) for one invocation. It listens on the function's own address, which is what
 * localhost means to the function.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "lambda runtime api");
        thread.setDaemon(true);
        return thread;
    });
    private final String requestId;
    private final String arn;
    private final byte[] payload;
    private final Duration timeout;
    private final CompletableFuture<Function.Result> result = new CompletableFuture<>();
    private volatile Long begun;

    RuntimeApi(String address, String requestId, String arn, String payload, Duration timeout) throws IOException {
        this.requestId = requestId;
        this.arn = arn;
        this.payload = payload.getBytes(StandardCharsets.UTF_8);
        this.timeout = timeout;
        server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        server.createContext(ROOT + "invocation/next", this::next);
        server.createContext(ROOT + "invocation/" + requestId + "/response", one -> done(one, false));
        server.createContext(ROOT + "invocation/" + requestId + "/error", one -> done(one, true));
        server.createContext(ROOT + "init/error", one -> done(one, true));
        server.setExecutor(threads);
        server.start();
    }

    /** What {@code AWS_LAMBDA_RUNTIME_API} is set to. */
    String address() {
        var address = server.getAddress();
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** When the function took the event, in {@link System#nanoTime} time. */
    Optional<Long> begun() {
        return Optional.ofNullable(begun);
    }

    CompletableFuture<Function.Result> result() {
        return result;
    }

    private void next(HttpExchange exchange) throws IOException {
        if (begun != null) {
            return; // There is no further event; the runtime waits for one until it is ended.
        }
        begun = System.nanoTime();
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", requestId);
        headers.set("Lambda-Runtime-Invoked-Function-Arn", arn);
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                String.valueOf(Instant.now().plus(timeout).toEpochMilli()));
        try (exchange) {
            exchange.sendResponseHeaders(200, payload.length);
            exchange.getResponseBody().write(payload);
        }
    }

    private void done(HttpExchange exchange, boolean failed) throws IOException {
        try (exchange) {
            var answer = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var accepted = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(202, accepted.length);
            exchange.getResponseBody().write(accepted);
            result.complete(new Function.Result(answer, failed));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
