package dev.holdfast.sandbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Talks to the running cloud. */
final class CloudClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    /**
     * @param port the cloud's control port on 127.0.0.1
     */
    CloudClient(int port) {
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    /** What the cloud holds and runs. */
    JsonNode status() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve("/status")).GET());
    }

    /** Pushes an image archive into the registry, and returns the digest that it is there by. */
    String push(String repository, Path archive) throws IOException, InterruptedException {
        var body = JSON.writeValueAsString(Map.of("repository", repository, "archive", archive.toString()));
        var answer = send(HttpRequest.newBuilder(base.resolve("/images")).POST(BodyPublishers.ofString(body)));
        return answer.path("digest").asText();
    }

    /**
     * Tells the cloud of resources whose creation Pulumi does not know to have ended.
     *
     * @param urns with the ids that Pulumi does know
     */
    void unclaimed(Map<String, List<String>> urns) throws IOException, InterruptedException {
        var body = JSON.writeValueAsString(Map.of("urns", urns));
        send(HttpRequest.newBuilder(base.resolve("/unclaimed")).POST(BodyPublishers.ofString(body)));
    }

    /** Asks the cloud to end; it answers before it does. */
    void stop() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(base.resolve("/stop")).POST(BodyPublishers.noBody()));
    }

    /** Asks about the system at a URL: {@code targets} to break, what is {@code missing}, or for a {@code trial}. */
    List<String> chaos(String question, String url) throws IOException, InterruptedException {
        var answers = new ArrayList<String>();
        post("/chaos/" + question, Map.of("url", url)).forEach(answer -> answers.add(answer.asText()));
        return answers;
    }

    /** Breaks a part of the system at a URL, and says what was broken. */
    String breaks(String url, String target, Duration outage) throws IOException, InterruptedException {
        return post("/chaos", Map.of("url", url, "target", target, "seconds", outage.toSeconds()))
                .path("what")
                .asText();
    }

    /** Ends an outage of the system at a URL, if one is under way, and lets the cloud note how it went. */
    void mended(String url, String outcome) throws IOException, InterruptedException {
        post("/chaos/end", Map.of("url", url, "outcome", outcome));
    }

    /** Does what a person does in AWS's console, and tells what came of it. */
    String console(String action, List<String> arguments) throws IOException, InterruptedException {
        return post("/console", Map.of("action", action, "arguments", arguments))
                .path("said")
                .asText();
    }

    /** Where this machine answers a URL: another one, where its host is a domain of this cloud. */
    String address(String url) throws IOException, InterruptedException {
        return "localhost".equals(URI.create(url).getHost())
                ? url
                : post("/address", Map.of("url", url)).path("url").asText();
    }

    private JsonNode post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var whole = request.header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(2))
                .build();
        var answer = http.send(whole, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new Failure(
                    "the cloud refused " + whole.method() + " " + whole.uri().getPath() + ": " + reason(answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    private static String reason(String body) {
        try {
            var message = JSON.readTree(body).path("error").asText("");
            return message.isEmpty() ? body : message;
        } catch (JsonProcessingException e) {
            return body;
        }
    }
}
