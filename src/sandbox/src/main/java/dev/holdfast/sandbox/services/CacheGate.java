package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/**
 * The port of a cache: it asks about each new connection, speaks TLS, lets its caller log in, and joins those that may
 * pass to the server behind it. Whoever has not logged in can do nothing else.
 */
final class CacheGate implements AutoCloseable {
    /** In milliseconds; the server is on this machine. */
    private static final int PATIENCE = 2_000;

    private static final String OK = "+OK";

    private final String address;
    private final Guard guard;
    private final ConnectionThreads threads;

    /** Decides who comes in. */
    interface Guard {
        /** Whether a connection from this address may come in. */
        boolean admits(String from);

        /** What opens the server behind the gate to a user; empty for one who may not come in. */
        Optional<String> password(String user, String token);
    }

    /**
     * Opens the port.
     *
     * @throws UncheckedIOException if something else listens there
     */
    CacheGate(String address, int port, SSLContext tls, Guard guard) {
        this.address = address;
        this.guard = guard;
        threads = new ConnectionThreads("cache " + address + ":" + port);
        try {
            threads.accept(
                    tls.getServerSocketFactory().createServerSocket(port, 128, InetAddress.getByName(address)),
                    this::pass);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address + ":" + port, e);
        }
    }

    private void pass(Socket caller) throws IOException {
        if (!guard.admits(caller.getInetAddress().getHostAddress())) {
            return;
        }
        caller.setTcpNoDelay(true);
        var login = login(caller);
        var server = threads.add(new Socket());
        try {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(address, 0));
            server.connect(new InetSocketAddress(address, Addresses.BEHIND_GATE), PATIENCE);
            server.setTcpNoDelay(true);
            server.getOutputStream().write(login);
            var answer = RedisCommand.line(server.getInputStream());
            answer(caller, answer);
            if (!answer.equals(OK)) {
                return;
            }
            var answers = CompletableFuture.runAsync(() -> copy(server, caller), threads::execute);
            copy(caller, server);
            answers.join();
        } finally {
            threads.close(server);
        }
    }

    /** The login for the server behind, once the caller's own is right. */
    private byte[] login(Socket caller) throws IOException {
        while (true) {
            var command = RedisCommand.read(caller.getInputStream()).words();
            if (!command.get(0).equalsIgnoreCase("AUTH") || command.size() != 3) {
                answer(caller, "-NOAUTH Authentication required.");
                continue;
            }
            var password = guard.password(command.get(1), command.get(2));
            if (password.isPresent()) {
                return RedisCommand.of("AUTH", command.get(1), password.get());
            }
            answer(caller, "-WRONGPASS invalid username-password pair or user is disabled.");
        }
    }

    private static void answer(Socket caller, String line) throws IOException {
        caller.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        caller.getOutputStream().flush();
    }

    /** One direction; with its end, all ends. */
    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // as connections go
        } finally {
            threads.close(from);
            threads.close(to);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
