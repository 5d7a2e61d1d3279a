package dev.holdfast.operator.promotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.operator.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where this machine finds what a URL names. Where the public DNS does not say so, the variable {@code HOLDFAST_ADDRESSES} has
 * the URL of a service that does: it takes {@code {"url": ...}} by POST and answers alike.
 */
record Address(Map<String, String> environment) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The URL to ask instead. */
    String of(String url) throws InterruptedException {
        var service = Optional.ofNullable(environment.get("HOLDFAST_ADDRESSES")).filter(text -> !text.isBlank());
        if (service.isEmpty()) {
            return url;
        }
        try {
            var request = HttpRequest.newBuilder(URI.create(service.get()))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(Engine.JSON.writeValueAsString(Map.of("url", url))))
                    .build();
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return Engine.JSON.readTree(answer.body()).path("url").asText(url);
        } catch (JsonProcessingException e) {
            throw new Refused(service.get() + ", which HOLDFAST_ADDRESSES names, does not say where " + url + " is");
        } catch (IOException | IllegalArgumentException e) {
            throw new Refused("nobody answers at " + service.get() + ", which HOLDFAST_ADDRESSES names; set it anew, or"
                    + " unset it");
        }
    }
}
