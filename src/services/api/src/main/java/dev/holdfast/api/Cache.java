package dev.holdfast.api;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.valkey.ClientCapaConfig;
import io.valkey.ClientSetInfoConfig;
import io.valkey.Connection;
import io.valkey.ConnectionPoolConfig;
import io.valkey.DefaultJedisClientConfig;
import io.valkey.HostAndPort;
import io.valkey.JedisPooled;
import io.valkey.UnifiedJedis;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache, as something that may fail at any time without a request noticing: whoever asks it waits for a moment at
 * most, and once several commands have failed nobody asks for a while, when one tries again. What a command does in its
 * own thread may take longer, so that a connection which comes about slowly serves the next one.
 *
 * <p>TLS only, with the server's name and certificate verified.
 */
final class Cache implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cache.class);

    /** How long a request waits for a command, which usually takes a millisecond. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    /** After this time without an answer a connection is given up. */
    private static final int TIMEOUT_MILLIS = 1_000;

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 8;
    private static final int WAITING = 64;

    private final Duration patience;
    private final UnifiedJedis client;
    private final CircuitBreaker breaker;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            CONNECTIONS, CONNECTIONS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), task -> {
                var thread = new Thread(task, "cache");
                thread.setDaemon(true);
                return thread;
            });

    /** Starts to connect; the cache may still be down. */
    Cache(Settings.Cache settings, CacheToken token, SSLSocketFactory tls) {
        this(settings, token, tls, PATIENCE, PAUSE);
    }

    /**
     * The same.
     *
     * @param tls knows the authorities that may have signed the cache's certificate
     * @param patience how long a request waits for a command
     * @param pause how long nobody asks after several commands have failed
     */
    Cache(Settings.Cache settings, CacheToken token, SSLSocketFactory tls, Duration patience, Duration pause) {
        this.patience = patience;
        var parameters = new SSLParameters();
        // Otherwise any server with a certificate of these authorities would do.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client = new JedisPooled(
                pool(),
                new HostAndPort(settings.host(), settings.port()),
                DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis(TIMEOUT_MILLIS)
                        .socketTimeoutMillis(TIMEOUT_MILLIS)
                        .ssl(true)
                        .sslSocketFactory(tls)
                        .sslParameters(parameters)
                        .credentialsProvider(token)
                        // The cache's user may send nothing but what is needed here.
                        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                        .clientCapaConfig(ClientCapaConfig.DISABLED)
                        .build());
        breaker = breaker(pause);
        threads.allowCoreThreadTimeOut(true);
        threads.execute(() -> ask(UnifiedJedis::ping));
    }

    /** What a command yields; empty if the cache does not answer in time, or was not asked because it failed before. */
    <T> Optional<T> ask(Function<UnifiedJedis, T> command) {
        if (!breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        var start = breaker.getCurrentTimestamp();
        Future<T> answer;
        try {
            answer = threads.submit(() -> command.apply(client));
        } catch (RejectedExecutionException busy) {
            breaker.releasePermission();
            return Optional.empty();
        }
        try {
            var value = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            breaker.onSuccess(since(start), breaker.getTimestampUnit());
            return Optional.of(value);
        } catch (ExecutionException e) {
            breaker.onError(since(start), breaker.getTimestampUnit(), e.getCause());
        } catch (TimeoutException e) {
            // One that has begun goes on, one that waits for a thread never begins.
            answer.cancel(false);
            breaker.onError(
                    since(start),
                    breaker.getTimestampUnit(),
                    new TimeoutException("no answer within " + patience.toMillis() + " ms"));
        } catch (InterruptedException e) {
            breaker.releasePermission();
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }

    private long since(long start) {
        return breaker.getCurrentTimestamp() - start;
    }

    private static GenericObjectPoolConfig<Connection> pool() {
        var pool = new ConnectionPoolConfig();
        // As many as threads: none of them waits for a connection.
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setJmxEnabled(false);
        // Those that ElastiCache closed, after 12 hours at the latest, are found between requests.
        pool.setTestWhileIdle(true);
        return pool;
    }

    private static CircuitBreaker breaker(Duration pause) {
        var breaker = CircuitBreaker.of(
                "cache",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(pause)
                        // One request tries: what comes back is not met by all of them.
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
        var outage = new Outage();
        breaker.getEventPublisher()
                .onError(event -> outage.cause = Failures.cause(event.getThrowable()))
                .onStateTransition(
                        event -> outage.told(event.getStateTransition().getToState()));
        return breaker;
    }

    /** Tells of each outage once, and of its end. */
    private static final class Outage {
        private volatile String cause = "";
        private boolean on;

        synchronized void told(State state) {
            if (state == State.OPEN && !on) {
                on = true;
                LOG.warn("The cache does not answer, so the database is asked instead: {}", cause);
            } else if (state == State.CLOSED && on) {
                on = false;
                LOG.info("The cache answers again");
            }
        }
    }
}
