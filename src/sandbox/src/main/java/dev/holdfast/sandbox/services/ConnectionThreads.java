package dev.holdfast.sandbox.services;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a small server, one for each connection, and what they have open. */
final class ConnectionThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionThreads.class);

    /** After a failure, such as too many open files. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private final String name;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private Thread acceptor = new Thread();
    private volatile boolean closed;

    ConnectionThreads(String name) {
        this.name = name;
        threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is done with a connection, which is closed afterwards. */
    interface Conversation {
        void hold(Socket connection) throws IOException;
    }

    /** Accepts connections until all is closed. */
    void accept(ServerSocket server, Conversation conversation) {
        add(server);
        acceptor = new Thread(() -> {
            while (!closed) {
                try {
                    var connection = add(server.accept());
                    threads.execute(() -> hold(connection, conversation));
                } catch (IOException e) {
                    if (!closed) {
                        LOG.warn("{} cannot accept a connection: {}", name, e.getMessage());
                        LockSupport.parkNanos(PAUSE);
                    }
                }
            }
        });
        acceptor.setName(name);
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** Does something beside, until it is done or all is closed. */
    void execute(Runnable task) {
        threads.execute(task);
    }

    /** Closes this with the rest, unless it is removed before. */
    <T extends Closeable> T add(T one) {
        open.add(one);
        if (closed) {
            close(one);
        }
        return one;
    }

    /** Closes this now. */
    void close(Closeable one) {
        open.remove(one);
        try {
            one.close();
        } catch (IOException e) {
            LOG.debug("{} cannot close {}", name, one, e);
        }
    }

    private void hold(Socket connection, Conversation conversation) {
        try {
            conversation.hold(connection);
        } catch (IOException e) {
            LOG.debug("{} lost a connection", name, e);
        } finally {
            close(connection);
        }
    }

    @Override
    public void close() {
        closed = true;
        // The threads end with their connections; one that is accepted at this moment still finds one.
        open.forEach(this::close);
        try {
            // Until then the port is taken.
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
