package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final int PORT = 7000;

    private final String network = "127." + ThreadLocalRandom.current().nextInt(128, 254) + "."
            + ThreadLocalRandom.current().nextInt(255) + ".";
    private final String door = network + "4";
    private final String source = network + "5";

    private ServerSocket server;
    private Gate gate;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getByName(network + "6"));
        gate = new Gate(
                door,
                PORT,
                from -> from.equals(network + "9")
                        ? Optional.empty()
                        : Optional.of(new Gate.Way(network + "6", server.getLocalPort(), source)));
    }

    @AfterEach
    void close() throws IOException {
        gate.close();
        server.close();
    }

    @Test
    void showsTheServerTheAddressThatItIsTold() throws IOException {
        try (var caller = new Socket(door, PORT);
                var called = server.accept()) {
            assertThat(called.getInetAddress().getHostAddress()).isEqualTo(source);
            assertThat(caller.isConnected()).isTrue();
        }
    }

    @Test
    void letsOneSideSpeakOnAfterTheOtherHasEnded() throws IOException {
        try (var caller = new Socket(door, PORT);
                var called = server.accept()) {
            caller.getOutputStream().write(text("question"));
            caller.shutdownOutput();
            assertThat(called.getInputStream().readAllBytes()).asString().isEqualTo("question");

            called.getOutputStream().write(text("answer"));
            called.shutdownOutput();

            assertThat(caller.getInputStream().readAllBytes()).asString().isEqualTo("answer");
        }
    }

    @Test
    void endsAConnectionThatMayNotPassBeforeAnythingIsSaid() throws IOException {
        try (var caller = new Socket()) {
            caller.bind(new InetSocketAddress(network + "9", 0));
            caller.connect(new InetSocketAddress(door, PORT));

            assertThat(caller.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void endsAConnectionAtOnceWhileNothingIsBehindIt() throws IOException {
        server.close();

        try (var caller = new Socket(door, PORT)) {
            assertThat(caller.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void endsWhatHasPassedWhenItCloses() throws IOException {
        try (var caller = new Socket(door, PORT);
                var called = server.accept()) {
            gate.close();

            assertThat(called.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(() -> new Socket(door, PORT).close()).isInstanceOf(IOException.class);
            assertThat(caller.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void namesTheAddressThatSomethingElseHas() {
        assertThatThrownBy(() -> new Gate(door, PORT, from -> Optional.empty()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(door + ":" + PORT);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
