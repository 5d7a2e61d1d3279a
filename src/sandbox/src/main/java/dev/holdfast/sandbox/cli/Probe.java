package dev.holdfast.sandbox.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Somebody who uses a URL all the time, and remembers how that went. */
final class Probe implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient http;
    private final HttpRequest request;
    private final CopyOnWriteArrayList<Request> requests = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "probe");

    /**
     * A request that was made.
     *
     * @param at when it ended, as {@link System#nanoTime()} counts
     * @param failure what it came to; empty if it was answered well
     */
    private record Request(long at, Optional<String> failure) {}

    /** An answer: its body where it is a good one, and otherwise what is wrong with it. */
    record Answer(String body, Optional<String> failure) {}

    /**
     * @param authority the certificate of whoever signs that of an HTTPS URL
     */
    Probe(URI url, Path authority) {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        if ("https".equals(url.getScheme())) {
            client.sslContext(trusting(authority));
        }
        http = client.build();
        request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
        thread.setDaemon(true);
    }

    /** Begins to ask all the time. */
    void start() {
        thread.start();
    }

    /** Asks once. */
    Answer ask() throws InterruptedException {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return new Answer(
                    answer.body(),
                    answer.statusCode() < 400 ? Optional.empty() : Optional.of("status " + answer.statusCode()));
        } catch (IOException e) {
            var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Answer("", Optional.of(reason));
        }
    }

    int count() {
        return requests.size();
    }

    int failures() {
        return (int) requests.stream().filter(one -> one.failure().isPresent()).count();
    }

    /** When the first request failed, and why; empty if none did. */
    Optional<Moment> firstFailure() {
        return requests.stream()
                .filter(one -> one.failure().isPresent())
                .findFirst()
                .map(one -> new Moment(one.at(), one.failure().orElse("")));
    }

    /** When the first request after the last failure was answered well; empty if none failed, or none was. */
    Optional<Moment> goodAgain() {
        var all = requests.toArray(Request[]::new);
        var good = all.length;
        while (good > 0 && all[good - 1].failure().isEmpty()) {
            good--;
        }
        return good == 0 || good == all.length ? Optional.empty() : Optional.of(new Moment(all[good].at(), ""));
    }

    /** Something and when it was, as {@link System#nanoTime()} counts. */
    record Moment(long at, String what) {}

    /** Whether as many requests as this were answered well, the last ones. */
    boolean good(int atLeast) {
        var all = requests.toArray(Request[]::new);
        var good = 0;
        while (good < all.length && all[all.length - 1 - good].failure().isEmpty()) {
            good++;
        }
        return good >= atLeast;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private static SSLContext trusting(Path authority) {
        try (var pem = Files.newInputStream(authority)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (IOException | GeneralSecurityException e) {
            throw new Failure("cannot read the sandbox's certificate authority in " + authority, e);
        }
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                var failure = ask().failure();
                requests.add(new Request(System.nanoTime(), failure));
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
