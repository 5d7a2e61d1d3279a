package dev.holdfast.policy;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Serves a pack to Pulumi's engine. It is all that the main class of a pack does:
 *
 * <pre>{@code
 * public static void main(String[] arguments) {
 *     PolicyServer.serve(Acme::pack, arguments);
 * }
 * }</pre>
 *
 * <p>The first line on standard output is the port, and nothing else may be written there: the engine shows it.
 */
public final class PolicyServer {
    /** What the engine accepts: pulumi/pulumi, sdk/go/common/util/rpcutil/serve.go. */
    private static final int LARGEST_MESSAGE = 400 * 1024 * 1024;

    private PolicyServer() {}

    /**
     * Serves until the engine ends it, or is gone. A pack that cannot be made ends the process, and its message is what
     * Pulumi shows.
     *
     * @param arguments as the engine gives them; the last one is its address. {@code --rehearse} alone asks the pack all
     *     that an engine would ask, and ends: a launcher lets the JVM keep the classes of it
     */
    public static void serve(Supplier<PolicyPack> pack, String... arguments) {
        try {
            // Killed, the engine cancels nothing.
            ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
            if (List.of(arguments).equals(List.of("--rehearse"))) {
                Rehearsal.of(pack);
                System.exit(0);
            }
            var server = start(pack.get(), arguments.length == 0 ? "" : arguments[arguments.length - 1]);
            System.out.println(server.getPort());
            System.out.flush();
            server.awaitTermination();
            System.exit(0);
        } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
            System.err.println("the policy pack cannot start: " + e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            System.exit(1);
        }
    }

    static Server start(PolicyPack pack, String engine) throws IOException {
        var analyzer = new Analyzer(pack, new EngineLog(engine));
        // OkHttp's transport instead of Netty's: one client nearby needs no event loops, and half of the processor's
        // time that Netty takes to answer a short run's questions goes into its own code, which is not compiled yet.
        var server = OkHttpServerBuilder.forPort(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                // The engine asks one question after the other.
                .directExecutor()
                .transportExecutor(new TransportThreads())
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .addService(analyzer.service())
                .build()
                .start();
        analyzer.onCancel(() -> {
            server.shutdown();
            try {
                if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
                    server.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return server;
    }
}
