package dev.holdfast.operator.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.operator.images.ImageArchive.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/**
 * A registry as the OCI distribution specification has it, for one repository. A request that gets no answer, or one that
 * says to come again, is sent again; what has arrived is never sent twice.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">OCI distribution specification</a>
 */
final class Registry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ATTEMPTS = 4;
    private static final Duration ANSWER = Duration.ofMinutes(10);
    /** The redirect is to the blob's content, which nobody wants here. */
    private static final Set<Integer> PRESENT = Set.of(200, 307);

    private final Login login;
    private final String repository;
    private final Duration pause;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(15))
            .build();

    /**
     * Where a registry is, and what lets somebody in.
     *
     * @param endpoint its beginning, before {@code /v2/}
     * @param token base64 of user and password, as Amazon ECR gives it, for 12 hours
     */
    record Login(URI endpoint, String token) {
        @Override
        public String toString() {
            return endpoint.toString();
        }
    }

    /** @param pause before the first repetition; each further one waits twice as long */
    Registry(Login login, String repository, Duration pause) {
        this.login = login;
        this.repository = repository;
        this.pause = pause;
    }

    /** Whether it has a blob. */
    boolean has(Blob blob) throws InterruptedException {
        var answer = send("HEAD", uri("blobs/" + blob.digest()), null, Content.NONE);
        if (answer.statusCode() != 404 && !PRESENT.contains(answer.statusCode())) {
            throw refused("does not say whether it has " + blob.digest(), answer);
        }
        return answer.statusCode() != 404;
    }

    /**
     * Sends a blob.
     *
     * @throws IllegalStateException with the registry's reason, if it refuses it
     */
    void upload(ImageArchive archive, Blob blob) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            var begun = send("POST", uri("blobs/uploads/"), null, Content.NONE);
            if (begun.statusCode() != 202) {
                throw refused("takes no blob", begun);
            }
            var place = begun.headers().firstValue("Location").orElse("");
            var end = login.endpoint().resolve(place + (place.contains("?") ? "&" : "?") + "digest=" + blob.digest());
            // An upload that broke off cannot be gone on with under its old address: another attempt begins a new one.
            var answer = once("PUT", end, "application/octet-stream", Content.of(archive, blob));
            if (answer != null && answer.statusCode() == 201) {
                return;
            }
            if (attempt == ATTEMPTS || answer != null && !comeAgain(answer)) {
                throw refused("does not take " + blob.digest() + " of " + blob.size() + " bytes", answer);
            }
            rest(attempt);
        }
    }

    /**
     * Brings an image into the repository whose blobs are all there.
     *
     * @throws IllegalStateException with the registry's reason, if it refuses it
     */
    void tag(ImageArchive archive, String tag) throws InterruptedException {
        var manifest = archive.manifest();
        var answer =
                send("PUT", uri("manifests/" + tag), archive.mediaType(), () -> BodyPublishers.ofByteArray(manifest));
        if (answer.statusCode() != 201) {
            throw refused("does not take the image under the tag " + tag, answer);
        }
        var arrived = answer.headers().firstValue("Docker-Content-Digest").orElse(archive.digest());
        if (!arrived.equals(archive.digest())) {
            throw new IllegalStateException("the registry made " + arrived + " of the image " + archive.digest()
                    + " in " + repository + "; only an image that arrives as it was built is promoted");
        }
    }

    /** A body that can be read anew for each attempt. */
    private interface Content {
        Content NONE = BodyPublishers::noBody;

        BodyPublisher publisher();

        static Content of(ImageArchive archive, Blob blob) {
            return () -> BodyPublishers.fromPublisher(
                    BodyPublishers.ofInputStream(() -> content(archive, blob)), Math.max(1, blob.size()));
        }

        private static InputStream content(ImageArchive archive, Blob blob) {
            try {
                return archive.content(blob);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + blob.digest() + " of the image", e);
            }
        }
    }

    private HttpResponse<String> send(String method, URI uri, String type, Content content)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            var answer = once(method, uri, type, content);
            if (answer != null && !comeAgain(answer)) {
                return answer;
            }
            if (attempt == ATTEMPTS) {
                throw refused("gave no answer to " + method + " " + uri.getPath(), answer);
            }
            rest(attempt);
        }
    }

    /** One attempt; null if there was no answer. */
    private HttpResponse<String> once(String method, URI uri, String type, Content content)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(uri).timeout(ANSWER).method(method, content.publisher());
        // Wherever a registry sends an upload to: its token is for itself.
        if (login.endpoint().getAuthority().equals(uri.getAuthority())) {
            request.header("Authorization", "Basic " + login.token());
        }
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException noAnswer) {
            return null;
        }
    }

    private static boolean comeAgain(HttpResponse<String> answer) {
        return answer.statusCode() == 429 || answer.statusCode() >= 500;
    }

    private void rest(int attempt) throws InterruptedException {
        Thread.sleep(pause.toMillis() << (attempt - 1));
    }

    private URI uri(String path) {
        return login.endpoint().resolve("/v2/" + repository + "/" + path);
    }

    private IllegalStateException refused(String what, HttpResponse<String> answer) {
        return new IllegalStateException("the registry at " + login + " " + what + " in " + repository + ": "
                + (answer == null
                        ? "the connection broke off " + ATTEMPTS + " times; look at the network, and run this again:"
                                + " what has arrived is not sent again"
                        : said(answer)));
    }

    private static String said(HttpResponse<String> answer) {
        try {
            var error = JSON.readTree(answer.body()).path("errors").path(0);
            if (error.hasNonNull("message")) {
                return error.path("code").asText() + ": "
                        + error.path("message").asText();
            }
        } catch (IOException noJson) {
            return "HTTP " + answer.statusCode();
        }
        return "HTTP " + answer.statusCode();
    }
}
