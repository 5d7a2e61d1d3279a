package dev.holdfast.bench;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;

/**
 * Asks one URL over a fixed number of connections, which stay open. Each sends its next request when the last one is
 * answered. So a server that is slow for a moment is also asked less in that moment: the percentiles say what these
 * clients saw, not what others would have who came at a fixed rate ("coordinated omission").
 */
final class Load implements AutoCloseable {
    /** Tasks let nobody in from outside of their network, except the load balancers' own address. */
    static final String THE_CLOUDS_OWN = "127.0.0.2";

    private final HttpClient client = new HttpClient();
    private final URI uri;
    private final int connections;

    /** What a run saw: the answers' durations in nanoseconds, in order of size. */
    record Outcome(long[] sorted, double seconds) {
        double requests() {
            return sorted.length;
        }

        double perSecond() {
            return requests() / seconds;
        }

        /** In milliseconds. */
        double percentile(double percent) {
            var at = (int) Math.ceil(percent / 100 * sorted.length) - 1;
            return sorted[Math.max(0, at)] / 1e6;
        }
    }

    /**
     * @param source the address of this machine that the connections come from
     */
    Load(URI uri, String source, int connections) throws Exception {
        this.uri = uri;
        this.connections = connections;
        client.setMaxConnectionsPerDestination(connections);
        client.setBindAddress(new InetSocketAddress(source, 0));
        client.setUserAgentField(null);
        client.start();
    }

    /**
     * Asks for this long.
     *
     * @throws IllegalStateException if an answer is missing or not 200
     */
    Outcome run(Duration duration) throws InterruptedException {
        var start = System.nanoTime();
        var end = start + duration.toNanos();
        var askers = new Asker[connections];
        var done = new CountDownLatch(connections);
        for (var i = 0; i < connections; i++) {
            askers[i] = new Asker(end, done);
            askers[i].ask();
        }
        if (!done.await(duration.toSeconds() + 60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(uri + " left requests without an answer");
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        for (var asker : askers) {
            if (asker.failure.get() != null) {
                throw new IllegalStateException(uri + ": " + asker.failure.get());
            }
        }
        var all = Arrays.stream(askers)
                .flatMapToLong(asker -> Arrays.stream(asker.durations, 0, asker.count))
                .sorted()
                .toArray();
        return new Outcome(all, seconds);
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot close the connections to " + uri, e);
        }
    }

    /** One connection's requests, one after the other. */
    private final class Asker {
        private final long end;
        private final CountDownLatch done;
        private final AtomicReference<String> failure = new AtomicReference<>();
        private long[] durations = new long[1 << 14];
        private int count;

        private Asker(long end, CountDownLatch done) {
            this.end = end;
            this.done = done;
        }

        private void ask() {
            var asked = System.nanoTime();
            client.newRequest(uri).send(new BufferingResponseListener() {
                @Override
                public void onComplete(Result result) {
                    answered(System.nanoTime() - asked, result);
                }
            });
        }

        private void answered(long duration, Result result) {
            if (result.isFailed()) {
                failure.set(String.valueOf(result.getFailure()));
            } else if (result.getResponse().getStatus() != 200) {
                failure.set("status " + result.getResponse().getStatus());
            }
            if (count == durations.length) {
                durations = Arrays.copyOf(durations, 2 * count);
            }
            durations[count++] = duration;
            if (failure.get() != null || System.nanoTime() >= end) {
                done.countDown();
            } else {
                ask();
            }
        }
    }
}
