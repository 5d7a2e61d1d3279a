package dev.holdfast.sandbox.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * The port on 127.0.0.1 where this cloud's AWS is reached from outside of its networks. It is chosen once, by whoever
 * asks first, and the same ever after, unless somebody else has taken it while no cloud ran.
 */
public record EndpointPort(Site site) {
    /** What listens. */
    public interface Opening {
        /**
         * Listens on a port.
         *
         * @return the port that it listens on
         * @throws IOException if it is taken
         */
        int on(int port) throws IOException;
    }

    /** The port that was chosen, or a free one, which is chosen thereby. */
    public int chosen() {
        try {
            var file = site.endpointPort();
            var text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
            if (text.matches("\\d{4,5}")) {
                return Integer.parseInt(text);
            }
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return keep(socket.getLocalPort());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot choose a port of the cloud in " + site.directory(), e);
        }
    }

    /** Listens on the chosen port, or on another one if that is taken. */
    public int open(Opening opening) {
        try {
            return opening.on(chosen());
        } catch (IOException taken) {
            try {
                return keep(opening.on(0));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen on 127.0.0.1", e);
            }
        }
    }

    private int keep(int port) throws IOException {
        Files.createDirectories(site.endpointPort().getParent());
        WholeFile.write(site.endpointPort(), Integer.toString(port).getBytes(StandardCharsets.ISO_8859_1));
        return port;
    }
}
