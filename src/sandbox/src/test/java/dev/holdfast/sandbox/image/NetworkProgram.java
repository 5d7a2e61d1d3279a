package dev.holdfast.sandbox.image;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * Listens and connects in every way that Java has. It does on port 8080 what it is told: {@code /ask/<how>/<host>/<port>}
 * answers as whom the other side saw it, or {@code nothing}; {@code /bind/<host>} answers where a socket was bound that
 * asked for this address.
 */
public final class NetworkProgram {
    private static final String REQUEST = "GET / HTTP/1.0\r\n\r\n";

    private NetworkProgram() {}

    public static void main(String[] arguments) throws Exception {
        start(new ServerSocket(8081));
        start(ServerSocketChannel.open().bind(new InetSocketAddress(8082)));
        start(AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(8083)));
        var server = HttpServer.create(new InetSocketAddress(8080), 0);
        server.createContext("/", exchange -> {
            var words = exchange.getRequestURI().getPath().split("/");
            var answer = words.length < 3
                    ? "ready"
                    : words[1].equals("bind") ? bind(words[2]) : ask(words[2], words[3], Integer.parseInt(words[4]));
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    private static String bind(String host) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(host));
                var channel = ServerSocketChannel.open().bind(new InetSocketAddress(host, 0));
                var caller = new Socket();
                var visitor = new Socket("localhost", socket.getLocalPort());
                var accepted = socket.accept()) {
            visitor.shutdownOutput();
            caller.bind(new InetSocketAddress(host, 0));
            return accepted.getLocalAddress().getHostAddress() + " " + address(channel.getLocalAddress()) + " "
                    + caller.getLocalAddress().getHostAddress();
        }
    }

    private static String ask(String how, String host, int port) {
        try {
            return switch (how) {
                case "socket" -> {
                    try (var socket = new Socket(host, port)) {
                        yield ask(socket.getInputStream(), socket.getOutputStream());
                    }
                }
                case "channel" -> {
                    try (var channel = SocketChannel.open(new InetSocketAddress(host, port))) {
                        yield ask(Channels.newInputStream(channel), Channels.newOutputStream(channel));
                    }
                }
                case "asynchronous" -> {
                    try (var channel = AsynchronousSocketChannel.open()) {
                        channel.connect(new InetSocketAddress(host, port)).get();
                        yield ask(Channels.newInputStream(channel), Channels.newOutputStream(channel));
                    }
                }
                default ->
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create("http://" + host + ":" + port))
                                            .version(HttpClient.Version.HTTP_1_1)
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            };
        } catch (Exception e) {
            return "nothing";
        }
    }

    private static String ask(InputStream in, OutputStream out) throws IOException {
        out.write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        var answer = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        return answer.isEmpty() ? "nothing" : answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    /** Where a socket of any kind comes from. */
    public interface Connections {
        AutoCloseable next() throws Exception;
    }

    private static void start(ServerSocket server) {
        start(() -> {
            var one = server.accept();
            answer(one.getInputStream(), one.getOutputStream(), one.getRemoteSocketAddress());
            return one;
        });
    }

    private static void start(ServerSocketChannel server) {
        start(() -> {
            var one = server.accept();
            answer(Channels.newInputStream(one), Channels.newOutputStream(one), one.getRemoteAddress());
            return one;
        });
    }

    private static void start(AsynchronousServerSocketChannel server) {
        start(() -> {
            var one = server.accept().get();
            answer(Channels.newInputStream(one), Channels.newOutputStream(one), one.getRemoteAddress());
            return one;
        });
    }

    private static void start(Connections connections) {
        var thread = new Thread(() -> {
            while (true) {
                try {
                    connections.next().close();
                } catch (Exception e) {
                    System.out.println("lost a connection: " + e);
                }
            }
        });
        thread.start();
    }

    private static void answer(InputStream in, OutputStream out, SocketAddress caller) throws IOException {
        for (int last = 0, next = in.read(); next >= 0; last = next, next = in.read()) {
            if (last == '\n' && next == '\r') {
                in.read();
                out.write(("HTTP/1.0 200 OK\r\n\r\n" + address(caller)).getBytes(StandardCharsets.US_ASCII));
                return;
            }
        }
    }

    private static String address(SocketAddress address) {
        return ((InetSocketAddress) address).getAddress().getHostAddress();
    }
}
