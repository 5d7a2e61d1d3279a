package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.Events;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.network.Network;
import dev.holdfast.sandbox.network.NetworkInterface;
import dev.holdfast.sandbox.network.NetworkInterfaces;
import dev.holdfast.sandbox.network.Refusals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceConnectEndpointTest {
    private static final int PORT = 8080;

    private final String network = "." + ThreadLocalRandom.current().nextInt(128, 254) + "."
            + ThreadLocalRandom.current().nextInt(255) + ".";
    private final OpenGroups rules = new OpenGroups();
    private final AtomicBoolean firstIsHealthy = new AtomicBoolean(true);
    private final List<ServerSocket> servers = new ArrayList<>();

    @TempDir
    Path directory;

    private NetworkInterface client;
    private ServiceConnectEndpoint endpoint;

    @BeforeEach
    void open() throws IOException {
        var resources = new Resources(directory.resolve("resources"));
        var interfaces = new NetworkInterfaces(resources, new Addresses(resources));
        var asked = new Network(interfaces, rules, new Refusals(new Events(directory.resolve("events"))));
        var declared = new ServiceConnectConfiguration.Endpoint("arn:namespace", "api", "api", "api", PORT);
        client = attach(5);
        interfaces.adopt(client);
        rules.groups.add("sg-5");
        endpoint = new ServiceConnectEndpoint(declared, "service api", "127" + network + "4", asked, from -> true);
        serve(attach(6), firstIsHealthy);
        serve(attach(7), new AtomicBoolean(true));
    }

    @AfterEach
    void close() throws IOException {
        endpoint.close();
        for (var server : servers) {
            server.close();
        }
    }

    @Test
    void takesItsTasksInTurn() throws IOException {
        assertThat(List.of(call(), call(), call(), call())).containsExactly(6, 7, 6, 7);
    }

    @Test
    void leavesOutATaskThatIsNotHealthy() throws IOException {
        firstIsHealthy.set(false);

        assertThat(List.of(call(), call())).containsExactly(7, 7);
    }

    @Test
    void leavesOutATaskThatEnds() throws IOException {
        endpoint.remove(attach(7));

        assertThat(List.of(call(), call())).containsExactly(6, 6);
    }

    private NetworkInterface attach(int host) {
        return new NetworkInterface(
                "task " + host,
                "111122223333",
                "eu-central-1",
                "subnet-1",
                List.of("sg-" + host),
                "10" + network + host);
    }

    /** A task that says its number to whoever connects. */
    private void serve(NetworkInterface task, AtomicBoolean healthy) throws IOException {
        var server = new ServerSocket(0, 10, InetAddress.getByName(task.loopback()));
        servers.add(server);
        var number = Integer.parseInt(task.address().replaceAll(".*\\.", ""));
        var thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (var connection = server.accept()) {
                    connection.getOutputStream().write(number);
                } catch (IOException e) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        endpoint.add(task, server.getLocalPort(), healthy::get);
    }

    private int call() throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(client.loopback(), 0));
            socket.connect(new InetSocketAddress("127" + network + "4", PORT));
            return socket.getInputStream().read();
        }
    }
}
