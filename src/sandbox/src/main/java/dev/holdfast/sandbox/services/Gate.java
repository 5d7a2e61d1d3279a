package dev.holdfast.sandbox.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A port that asks about each new connection and joins those that may pass to the server behind it. A connection that has
 * passed goes on whatever changes, as with security groups.
 */
final class Gate implements AutoCloseable {
    /** In milliseconds; the server is on this machine. */
    private static final int PATIENCE = 2_000;

    private final Function<String, Optional<Way>> ways;
    private final ConnectionThreads threads;

    /**
     * Where a connection goes on.
     *
     * @param address of the server
     * @param from the address that the server sees as the caller's
     */
    record Way(String address, int port, String from) {}

    /**
     * Opens the port.
     *
     * @param ways by the caller's address; empty for a connection that is closed at once
     * @throws UncheckedIOException if something else listens there
     */
    Gate(String address, int port, Function<String, Optional<Way>> ways) {
        this.ways = ways;
        threads = new ConnectionThreads("gate " + address + ":" + port);
        try {
            threads.accept(new ServerSocket(port, 128, InetAddress.getByName(address)), this::pass);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address + ":" + port, e);
        }
    }

    private void pass(Socket caller) throws IOException {
        var way = ways.apply(caller.getInetAddress().getHostAddress());
        if (way.isEmpty()) {
            return;
        }
        var server = threads.add(new Socket());
        try {
            // Many connections from one address come and go.
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(way.get().from(), 0));
            server.connect(new InetSocketAddress(way.get().address(), way.get().port()), PATIENCE);
            server.setTcpNoDelay(true);
            caller.setTcpNoDelay(true);
            var answers = CompletableFuture.runAsync(() -> copy(server, caller), threads::execute);
            copy(caller, server);
            answers.join();
        } finally {
            threads.close(server);
        }
    }

    /** One direction; its end is passed on, while the other one may go on. */
    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            threads.close(from);
            threads.close(to);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
