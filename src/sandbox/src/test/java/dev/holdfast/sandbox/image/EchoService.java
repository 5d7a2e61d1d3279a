package dev.holdfast.sandbox.image;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;

/** A service for test images; needs nothing but a JDK, and behaves as its environment says. */
public final class EchoService {
    private EchoService() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("release " + System.getenv("RELEASE") + " starts");
        if (System.getenv("EXIT") != null) {
            System.out.println("cannot reach the database");
            System.exit(Integer.parseInt(System.getenv("EXIT")));
        }
        var server = HttpServer.create(new InetSocketAddress(8080), 0);
        server.createContext("/", exchange -> {
            var target = exchange.getRequestURI().getPath();
            var status =
                    target.equals("/health") ? Integer.parseInt(System.getenv().getOrDefault("HEALTH", "200")) : 200;
            var answer = target.startsWith("/call/")
                    ? call(target.substring(6))
                    : answer(target, exchange.getRequestHeaders(), exchange.getRemoteAddress());
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("ends in peace")));
    }

    private static String answer(String target, Map<String, java.util.List<String>> headers, InetSocketAddress caller)
            throws IOException {
        return switch (target) {
            case "/environment" -> System.getenv().toString();
            case "/arguments" -> Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1);
            case "/headers" -> headers.toString();
            case "/caller" -> caller.getAddress().getHostAddress();
            default -> String.valueOf(System.getenv("RELEASE"));
        };
    }

    private static String call(String host) throws IOException {
        var url = URI.create("http://" + host + ":8080/caller").toURL();
        var connection = (HttpURLConnection) url.openConnection();
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
