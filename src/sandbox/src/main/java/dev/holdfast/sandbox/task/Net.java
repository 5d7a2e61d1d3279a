package dev.holdfast.sandbox.task;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;

/**
 * What {@link TaskSockets} needs of {@code sun.nio.ch.Net}, which no compiler lets it name. Inside a task the real one is
 * in its place.
 */
final class Net {
    private Net() {}

    static native void bind(ProtocolFamily family, FileDescriptor socket, InetAddress address, int port)
            throws IOException;

    static native int accept(FileDescriptor server, FileDescriptor accepted, InetSocketAddress[] peer)
            throws IOException;

    static native void shutdown(FileDescriptor socket, int how) throws IOException;

    static native InetSocketAddress localAddress(FileDescriptor socket) throws IOException;
}
