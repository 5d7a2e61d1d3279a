package dev.holdfast.sandbox.provider;

import dev.holdfast.sandbox.cloud.Organizations;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pulumirpc.EngineGrpc;

/**
 * Where the plugin executables of Pulumi's engine come in. Each sends one line, {@code aws} or {@code awsx} and the
 * engine's address, gets back the port of a gRPC server of its own, and keeps the connection for as long as it lives.
 */
public final class PluginListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginListener.class);
    /** The engine's own limit. */
    private static final int MESSAGE_BYTES = 400 * 1024 * 1024;

    private final ControlPlane controlPlane;
    private final Organizations organizations;
    private final ServerSocket listener;
    private final ExecutorService connections = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "plugin");
        thread.setDaemon(true);
        return thread;
    });

    /** Listens on 127.0.0.1. */
    public PluginListener(ControlPlane controlPlane, Organizations organizations) {
        this.controlPlane = controlPlane;
        this.organizations = organizations;
        try {
            listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen for plugins on 127.0.0.1", e);
        }
        connections.execute(this::accept);
    }

    /** Its port on 127.0.0.1. */
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.warn("cannot close the listener for plugins", e);
        }
        connections.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var connection = listener.accept();
                connections.execute(() -> serve(connection));
            } catch (IOException e) {
                LOG.debug("no more plugins", e);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            var line = in.readLine();
            if (line != null) {
                serve(connection, in, line.trim().split(" "));
            }
        } catch (IOException e) {
            LOG.debug("a plugin's connection ended", e);
        }
    }

    private void serve(Socket connection, BufferedReader in, String[] words) throws IOException {
        var engine = words.length < 2 ? null : channel(words[1]);
        var server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxInboundMessageSize(MESSAGE_BYTES)
                .addService(plugin(words[0], engine))
                .build()
                .start();
        try {
            connection.getOutputStream().write((server.getPort() + "\n").getBytes(StandardCharsets.UTF_8));
            while (in.readLine() != null) {
                LOG.debug("a plugin that says more than its name");
            }
        } finally {
            server.shutdownNow();
            if (engine != null) {
                engine.shutdownNow();
            }
        }
    }

    private BindableService plugin(String name, ManagedChannel engine) throws IOException {
        return switch (name) {
            case "aws" ->
                new AwsProvider(
                        controlPlane, organizations, engine == null ? null : EngineGrpc.newBlockingStub(engine));
            case "awsx" -> new AwsxProvider();
            default -> throw new IOException("no plugin '" + name + "'; there are aws and awsx");
        };
    }

    static ManagedChannel channel(String address) {
        return NettyChannelBuilder.forTarget(address)
                .usePlaintext()
                .maxInboundMessageSize(MESSAGE_BYTES)
                .build();
    }
}
