package dev.holdfast.sandbox.task;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the sockets of a task do differently from those of other programs. Inside a task this is a class of package
 * {@code sun.nio.ch}, called by the classes there through which every TCP and UDP socket of Java goes; so it uses nothing
 * but java.base, and no lambdas or joined strings, which would cost every task's start.
 */
final class TaskSockets {
    /** As in {@code sun.nio.ch.Net}, on Linux. */
    private static final int SHUT_RDWR = 2;

    /** A cloud that has not answered by then is stuck; in milliseconds. */
    private static final int PATIENCE = 10_000;

    private static final InetAddress OWN = address(System.getProperty(TaskNetwork.ADDRESS));
    private static final ReentrantLock ASKING = new ReentrantLock();
    private static Socket gatekeeper;
    private static BufferedReader answers;

    private TaskSockets() {}

    /** Where a socket is bound, whatever address it asks for: a task has only its own. */
    static InetAddress bound(InetAddress asked) {
        return OWN;
    }

    /** Where a socket connects to. It gets the task's address first, so that the other side sees who calls. */
    static InetAddress destination(ProtocolFamily family, FileDescriptor socket, InetAddress asked) throws IOException {
        var host = asked.getHostAddress();
        var own = asked.isAnyLocalAddress() || host.equals("127.0.0.1") || host.equals("0:0:0:0:0:0:0:1");
        // From an address of the loopback range nothing beyond this machine can be reached.
        if ((own || asked.isLoopbackAddress()) && Net.localAddress(socket).getPort() == 0) {
            Net.bind(family, socket, OWN, 0);
        }
        return own ? OWN : asked;
    }

    /** Accepts a connection; one that the cloud does not admit has come to its end before the program sees it. */
    static int accept(FileDescriptor server, FileDescriptor accepted, InetSocketAddress[] peer) throws IOException {
        var count = Net.accept(server, accepted, peer);
        if (count > 0
                && !admitted(peer[0].getAddress(), Net.localAddress(accepted).getPort())) {
            try {
                Net.shutdown(accepted, SHUT_RDWR);
            } catch (IOException e) {
                // The other side has hung up already; the program finds out by itself.
                return count;
            }
        }
        return count;
    }

    private static boolean admitted(InetAddress peer, int port) {
        if (peer.equals(OWN)) {
            return true;
        }
        var question = peer.getHostAddress()
                .concat(" ")
                .concat(Integer.toString(port))
                .concat("\n")
                .getBytes(StandardCharsets.US_ASCII);
        ASKING.lock();
        try {
            // The second time with a new connection, if the first is one that has broken since the last question.
            var answer = gatekeeper == null ? null : ask(question);
            return "yes".equals(answer == null ? ask(question) : answer);
        } finally {
            ASKING.unlock();
        }
    }

    /** The cloud's answer, or null if it gave none. */
    private static String ask(byte[] question) {
        try {
            if (gatekeeper == null) {
                connect();
            }
            gatekeeper.getOutputStream().write(question);
            var answer = answers.readLine();
            if (answer == null) {
                disconnect();
            }
            return answer;
        } catch (IOException e) {
            disconnect();
            return null;
        }
    }

    private static void connect() throws IOException {
        var place = System.getProperty(TaskNetwork.GATEKEEPER);
        var colon = place.indexOf(':');
        gatekeeper = new Socket(Proxy.NO_PROXY);
        gatekeeper.setTcpNoDelay(true);
        gatekeeper.setSoTimeout(PATIENCE);
        gatekeeper.connect(
                new InetSocketAddress(place.substring(0, colon), Integer.parseInt(place.substring(colon + 1))),
                PATIENCE);
        answers = new BufferedReader(new InputStreamReader(gatekeeper.getInputStream(), StandardCharsets.US_ASCII), 64);
    }

    private static void disconnect() {
        var broken = gatekeeper;
        gatekeeper = null;
        try {
            broken.close();
        } catch (IOException e) {
            // It is of no use any more in any case.
            answers = null;
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
