package dev.holdfast.operator.preflight;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A DNS server that gives every question one answer (RFC 1035). */
final class Dns implements AutoCloseable {
    private static final int RESPONSE = 0x8580;
    private static final int NO_SUCH_NAME = 3;
    private static final int MX = 15;

    /**
     * What it says.
     *
     * @param code 0, or 3 if there is no such name
     * @param exchanges the names of mail exchanges; an empty name stands for "takes no mail"
     */
    record Answer(int code, List<String> exchanges) {
        static final Answer NO_NAME = new Answer(NO_SUCH_NAME, List.of());
    }

    private final DatagramSocket socket;

    Dns(Answer answer) {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thread = new Thread(() -> serve(answer), "dns");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    private void serve(Answer answer) {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                var reply = reply(Arrays.copyOf(packet.getData(), packet.getLength()), answer);
                socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static byte[] reply(byte[] query, Answer answer) throws IOException {
        int end = 12;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        end += 5;
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(query, 0, 2);
        out.writeShort(RESPONSE | answer.code());
        out.writeShort(1);
        out.writeShort(answer.exchanges().size());
        out.writeInt(0);
        out.write(query, 12, end - 12);
        for (var exchange : answer.exchanges()) {
            out.writeShort(0xC00C);
            out.writeShort(MX);
            out.writeShort(1);
            out.writeInt(60);
            var name = name(exchange);
            out.writeShort(2 + name.length);
            out.writeShort(exchange.isEmpty() ? 0 : 10);
            out.write(name);
        }
        return bytes.toByteArray();
    }

    private static byte[] name(String name) {
        var bytes = new ByteArrayOutputStream();
        for (var label : name.isEmpty() ? new String[0] : name.split("\\.")) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.write(0);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
