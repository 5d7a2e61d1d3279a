package dev.holdfast.operator.promotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.operator.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tries an environment from outside, as its users reach it: the page, the API with its database behind it, and which
 * release answers. A new name needs time until every DNS server knows it, and a load balancer until its targets are healthy,
 * so it asks again until its patience ends. An answer that is right once may still come from the last old task: it has to be
 * right several times in a row.
 */
final class Trial {
    /** New targets take up to a minute to be healthy, and a new record of Route 53 as long to be everywhere. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int IN_A_ROW = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final Holdfast holdfast;
    private final Target target;
    private final Duration patience;
    private final HttpClient http;

    /** @param authority the file with the certificate of who signed the environment's; this Java's authorities if none */
    Trial(Holdfast holdfast, Target target, Duration patience, Optional<Path> authority) {
        this.holdfast = holdfast;
        this.target = target;
        this.patience = patience;
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(ANSWER);
        authority
                .or(() -> Optional.ofNullable(holdfast.environment().get("HOLDFAST_CACERT"))
                        .filter(text -> !text.isBlank())
                        .map(Path::of))
                .map(Trust::of)
                .ifPresent(client::sslContext);
        this.http = client.build();
    }

    /**
     * Tries it.
     *
     * @throws Refused saying what does not work, once the patience has ended
     */
    void run() throws InterruptedException {
        var outputs = new Engine(holdfast).outputs(target);
        var url = outputs.url()
                .orElseThrow(() -> new Refused(target + " has no URL: "
                        + (outputs.deployment().isEmpty()
                                ? "nothing is deployed there; ./holdfast deploy " + target + " does that"
                                : "its domain is not delegated yet; docs/domain.md tells how")));
        var here = new Address(holdfast.environment()).of(url);
        var screen = holdfast.screen();
        screen.line(screen.bold("Trying " + target) + ": " + url + (here.equals(url) ? "" : ", at " + here));
        outputs.taskDefinitions()
                .forEach((service, definition) -> screen.line(
                        "  " + service + " was left running " + definition.substring(definition.lastIndexOf('/') + 1)));
        check("the page", here + "/", Trial::page);
        check("the API and its database", here + "/api/messages", Trial::messages);
        var release = outputs.release("web");
        if (release.isPresent()) {
            check("release " + release.get(), here + "/health/ready", body -> release(body, release.get()));
        }
    }

    private void check(String what, String url, Function<String, Optional<String>> wrong) throws InterruptedException {
        var start = System.nanoTime();
        int right = 0;
        while (true) {
            var problem = problem(url, wrong);
            right = problem.isEmpty() ? right + 1 : 0;
            if (right == IN_A_ROW) {
                holdfast.screen().line("  " + what + " answers, after " + Took.since(start));
                return;
            }
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new Refused(what + " of " + target + " does not work, at " + url + ", for " + Took.of(patience)
                        + ": "
                        + problem.orElse("it answers now and then only")
                        + "\nThe services' logs say more (`aws logs tail /holdfast/" + target
                        + "/api --since 1h`). What was"
                        + " deployed stays; deploy the commit before, or mend this one. `./holdfast smoke " + target
                        + "` tries again.");
            }
            if (problem.isPresent()) {
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private Optional<String> problem(String url, Function<String, Optional<String>> wrong) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? wrong.apply(answer.body())
                    : Optional.of("it answers with status " + answer.statusCode());
        } catch (IOException e) {
            return Optional.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private static Optional<String> page(String body) {
        return body.contains("<html") ? Optional.empty() : Optional.of("what it answers is no page");
    }

    private static Optional<String> messages(String body) {
        try {
            return Engine.JSON.readTree(body).path("messages").isArray()
                    ? Optional.empty()
                    : Optional.of("what it answers has no list of messages");
        } catch (JsonProcessingException e) {
            return Optional.of("what it answers is no JSON");
        }
    }

    private static Optional<String> release(String body, String expected) {
        try {
            var release = Engine.JSON.readTree(body).path("release").asText();
            return release.equals(expected) ? Optional.empty() : Optional.of("release '" + release + "' answers");
        } catch (JsonProcessingException e) {
            return Optional.of("what it answers is no JSON");
        }
    }
}
