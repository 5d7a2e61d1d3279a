package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Addresses;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Asks targets how they are, from the cloud's own address and with a new connection each time, as load balancers do. */
final class HealthCheckClient {
    private static final long CONNECT_MILLIS = 2_000;

    private final HttpClient client;

    HealthCheckClient() {
        var connector = new ClientConnector();
        connector.setSelectors(1);
        client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        var threads = new QueuedThreadPool(8, 1);
        threads.setName("health checks");
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setBindAddress(new InetSocketAddress(Addresses.CLOUD, 0));
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setFollowRedirects(false);
        client.setMaxConnectionsPerDestination(1024);
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot start the health checks' client", e);
        }
    }

    /**
     * The status of a target's answer, whose content does not matter.
     *
     * @throws TimeoutException if there was none in time
     * @throws ExecutionException if there was none at all
     */
    int status(URI uri, Duration timeout) throws InterruptedException, TimeoutException, ExecutionException {
        var status = new CompletableFuture<Integer>();
        var request = client.newRequest(uri)
                .agent("ELB-HealthChecker/2.0")
                .headers(headers -> headers.put(HttpHeader.CONNECTION, "close"));
        request.send(result -> {
            if (result.isFailed()) {
                status.completeExceptionally(result.getFailure());
            } else {
                status.complete(result.getResponse().getStatus());
            }
        });
        try {
            return status.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            request.abort(e);
            throw e;
        }
    }
}
