package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.network.Network;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the sockets of tasks, which ask about every connection that they accept: {@code <caller's address> <port>} is
 * answered with {@code yes} or {@code no}. Who asks is known by the address from which the question comes, and nobody can
 * ask for another one.
 */
final class Gatekeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);
    private static final Pattern QUESTION = Pattern.compile("(\\S+) (\\d{1,5})");

    private final Network network;
    private final ServerSocket server;
    private final ConnectionThreads threads = new ConnectionThreads("gatekeeper");

    Gatekeeper(Network network) {
        this.network = network;
        try {
            server = new ServerSocket(0, 128, InetAddress.getByName(Addresses.CLOUD));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + Addresses.CLOUD, e);
        }
        threads.accept(server, this::answer);
    }

    /** Where tasks ask, for example {@code 127.0.0.2:41234}. */
    String address() {
        return Addresses.CLOUD + ":" + server.getLocalPort();
    }

    private void answer(Socket task) throws IOException {
        task.setTcpNoDelay(true);
        var asker = task.getInetAddress().getHostAddress();
        var questions = new BufferedReader(new InputStreamReader(task.getInputStream(), StandardCharsets.US_ASCII));
        for (var question = questions.readLine(); question != null; question = questions.readLine()) {
            var answer = admits(asker, question) ? "yes\n" : "no\n";
            task.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private boolean admits(String asker, String question) {
        var parts = QUESTION.matcher(question);
        var called = network.at(asker);
        if (!parts.matches() || called.isEmpty()) {
            LOG.warn("'{}' asked from {}, which is no interface of this cloud", question, asker);
            return false;
        }
        return network.admits(parts.group(1), called.get(), Integer.parseInt(parts.group(2)));
    }

    @Override
    public void close() {
        threads.close();
    }
}
