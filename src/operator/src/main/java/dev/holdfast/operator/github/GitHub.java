package dev.holdfast.operator.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub's API, asked as its guide says: one request after another, and again when it says so. The token goes to this API
 * only: no redirect is followed, and no page that is elsewhere.
 */
final class GitHub {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"next\"");
    private static final int ATTEMPTS = 5;

    /** Whoever must wait longer is better told. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

    /** What GitHub asks for at least where it limits and does not say how long. */
    private static final Duration SECONDARY_LIMIT = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI api;
    private final String token;
    private final Pause pause;

    /** How a wait is spent. */
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /** @param next the address of the following page */
    record Answer(JsonNode body, Optional<URI> next) {}

    /** GitHub said no; asking again would change nothing. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** No usable answer to something that must not be done twice: it may have happened. */
    static final class Unknown extends IOException {
        private static final long serialVersionUID = 1L;

        Unknown(String message) {
            super(message);
        }
    }

    /** @param api such as {@code https://api.github.com} */
    GitHub(URI api, String token, Pause pause) {
        this.api = URI.create(api.toString().replaceAll("/+$", ""));
        this.token = token;
        this.pause = pause;
    }

    /** An address below the API's. */
    URI address(String path) {
        return URI.create(api + path);
    }

    /** Where queries go: beside the REST API, and on a server of one's own elsewhere. */
    URI queries() {
        return api.getPath().endsWith("/api/v3")
                ? URI.create(api.toString().replaceAll("/v3$", "/graphql"))
                : address("/graphql");
    }

    /** What may be asked any number of times. */
    Answer ask(String method, URI address, JsonNode body) throws IOException, InterruptedException {
        return send(method, address, body, true);
    }

    /**
     * What must be done once only.
     *
     * @throws Unknown if it may have been done
     */
    Answer once(String method, URI address, JsonNode body) throws IOException, InterruptedException {
        return send(method, address, body, false);
    }

    private Answer send(String method, URI address, JsonNode body, boolean repeatable)
            throws IOException, InterruptedException {
        if (!address.getScheme().equals(api.getScheme())
                || !address.getAuthority().equals(api.getAuthority())) {
            throw new IOException("GitHub names " + address.getAuthority() + " for what follows, and the token is for "
                    + api.getAuthority() + " only");
        }
        for (var attempt = 1; ; attempt++) {
            String problem;
            Duration wait;
            try {
                var response = client.send(request(method, address, body), HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() < 300) {
                    return new Answer(json(response.body()), next(response));
                }
                problem = method + " " + address.getPath() + ": " + response.statusCode() + " "
                        + json(response.body()).path("message").asText();
                var broken = response.statusCode() >= 500;
                if (!broken && !limited(response)) {
                    throw new Refusal(response.statusCode(), problem);
                }
                if (broken && !repeatable) {
                    throw new Unknown(problem);
                }
                wait = wait(response, attempt);
            } catch (Unknown e) {
                throw e;
            } catch (IOException e) {
                problem = method + " " + address.getPath() + ": " + e;
                if (!repeatable) {
                    throw new Unknown(problem);
                }
                wait = Duration.ofSeconds(1L << attempt);
            }
            if (attempt == ATTEMPTS || wait.compareTo(LONGEST_WAIT) > 0) {
                throw new IOException("GitHub does not answer after " + attempt + " attempts (" + problem + ")"
                        + (wait.compareTo(LONGEST_WAIT) > 0
                                ? "; it asks to wait " + wait.toSeconds() + " seconds"
                                : ""));
            }
            pause.of(wait);
        }
    }

    private HttpRequest request(String method, URI address, JsonNode body) {
        return HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/vnd.github+json")
                .header("Authorization", "Bearer " + token)
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "holdfast")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isMissingNode()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    /** Both its limits answer 403 or 429: the hourly one, and the one for too many at once. */
    private static boolean limited(HttpResponse<String> response) {
        return response.statusCode() == 429
                || response.statusCode() == 403
                        && (header(response, "retry-after").isPresent()
                                || header(response, "x-ratelimit-remaining")
                                        .filter("0"::equals)
                                        .isPresent()
                                || response.body().contains("secondary rate limit"));
    }

    private static Duration wait(HttpResponse<String> response, int attempt) {
        var asked = header(response, "retry-after").filter(text -> text.matches("\\d{1,6}"));
        if (asked.isPresent()) {
            return Duration.ofSeconds(Long.parseLong(asked.get()));
        }
        var reset = header(response, "x-ratelimit-reset").filter(text -> text.matches("\\d{1,12}"));
        if (header(response, "x-ratelimit-remaining").filter("0"::equals).isPresent() && reset.isPresent()) {
            var until = Duration.between(Instant.now(), Instant.ofEpochSecond(Long.parseLong(reset.get())));
            return until.isNegative() ? Duration.ofSeconds(1) : until.plusSeconds(1);
        }
        return response.statusCode() >= 500 ? Duration.ofSeconds(1L << attempt) : SECONDARY_LIMIT;
    }

    private static Optional<URI> next(HttpResponse<String> response) {
        return header(response, "link").map(NEXT::matcher).filter(Matcher::find).map(link -> URI.create(link.group(1)));
    }

    private static Optional<String> header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name);
    }

    private static JsonNode json(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
