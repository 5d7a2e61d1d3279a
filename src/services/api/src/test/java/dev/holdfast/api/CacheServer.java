package dev.holdfast.api;

import dev.holdfast.migrations.fixture.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * A real server of the protocol behind TLS, as ElastiCache's. It can be made to die, and to accept connections without
 * ever answering.
 */
final class CacheServer implements AutoCloseable {
    private static final char[] NO_PASSWORD = new char[0];

    private final Path directory;
    private final String passwordPattern;
    private final Certificates authority = new Certificates("a cache's authority");
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final int backend;
    private Process server;
    private volatile boolean mute;

    /**
     * Starts it.
     *
     * @param name in its certificate
     * @param passwordPattern what the password of a connection must match; others are refused
     */
    CacheServer(Path directory, String name, String passwordPattern) {
        this.directory = directory;
        this.passwordPattern = passwordPattern;
        try {
            authority.server(directory, name);
            backend = freePort();
            listener = context(directory)
                    .getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getByName("localhost"));
            start();
            var acceptor = new Thread(this::accept, "cache-server");
            acceptor.setDaemon(true);
            acceptor.start();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many connections it ever accepted. */
    int connections() {
        return connections.get();
    }

    /** Trusts the authority that signed its certificate. */
    SSLSocketFactory tls() {
        return trusting(authority);
    }

    static SSLSocketFactory trusting(Certificates authority) {
        try {
            var file = authority.bundle(Files.createTempFile("authority", ".pem"));
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, NO_PASSWORD);
            try (var in = Files.newInputStream(file)) {
                store.setCertificateEntry(
                        "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
            Files.delete(file);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the server behind TLS, with nothing in it. */
    void start() {
        mute = false;
        try {
            server = new ProcessBuilder(
                            program().toString(),
                            "--port",
                            Integer.toString(backend),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("server.log").toFile())
                    .start();
            while (!answers()) {
                if (!server.isAlive()) {
                    throw new IllegalStateException(Files.readString(directory.resolve("server.log")));
                }
                Thread.sleep(10);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it as a power failure would, with all connections. */
    void kill() {
        server.destroyForcibly();
        server.onExit().join();
        sockets.forEach(CacheServer::close);
    }

    /** Accepts and reads from now on, but answers nothing. */
    void mute() {
        mute = true;
    }

    /** Answers again, on new connections. */
    void unmute() {
        mute = false;
        sockets.forEach(CacheServer::close);
    }

    @Override
    public void close() {
        kill();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (var probe = new Socket()) {
            probe.connect(new InetSocketAddress("127.0.0.1", backend));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                connections.incrementAndGet();
                sockets.add(client);
                thread(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var behind = new Socket("127.0.0.1", backend)) {
            sockets.add(behind);
            var password = auth(client.getInputStream());
            if (mute) {
                client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            }
            if (!password.matches(passwordPattern)) {
                client.getOutputStream()
                        .write("-WRONGPASS invalid username-password pair or user is disabled.\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                return;
            }
            client.getOutputStream().write("+OK\r\n".getBytes(StandardCharsets.US_ASCII));
            thread(() -> copy(behind, client, false));
            copy(client, behind, true);
        } catch (IOException gone) {
            // as connections go
        } finally {
            sockets.remove(client);
        }
    }

    private void copy(Socket from, Socket to, boolean mayBeMute) {
        var buffer = new byte[8192];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (!mayBeMute || !mute) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
            to.close();
        } catch (IOException gone) {
            close(to);
        }
    }

    /** Reads {@code AUTH <user> <password>}. */
    private static String auth(InputStream in) throws IOException {
        var count = Integer.parseInt(line(in).substring(1));
        var last = "";
        for (int i = 0; i < count; i++) {
            last = new String(in.readNBytes(Integer.parseInt(line(in).substring(1))), StandardCharsets.UTF_8);
            line(in);
        }
        return last;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static void thread(Runnable task) {
        var thread = new Thread(task, "cache-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** Of those in the archive, the first one that runs here: some need libraries that not every machine has. */
    private Path program() throws IOException, InterruptedException {
        for (var name : List.of("6.2.6-v5-linux-amd64", "6.2.7-linux-386", "6.2.7-linux-arm64")) {
            var program = directory.resolve(name);
            if (!Files.exists(program)) {
                try (var in = CacheServer.class.getResourceAsStream("/redis-server-" + name)) {
                    Files.copy(in, program);
                }
                Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            }
            try {
                if (new ProcessBuilder(program.toString(), "--version").start().waitFor() == 0) {
                    return program;
                }
            } catch (IOException otherProcessor) {
                // The next one.
            }
        }
        throw new IllegalStateException("none of the servers runs on this machine");
    }

    private static SSLContext context(Path directory) throws IOException, GeneralSecurityException {
        try (var key = new PEMParser(Files.newBufferedReader(directory.resolve("server.key")));
                var certificate = Files.newInputStream(directory.resolve("server.crt"))) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, NO_PASSWORD);
            store.setKeyEntry(
                    "server",
                    new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) key.readObject()),
                    NO_PASSWORD,
                    new java.security.cert.Certificate[] {
                        CertificateFactory.getInstance("X.509").generateCertificate(certificate)
                    });
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        }
    }
}
