package dev.holdfast.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The messages, read from the api inside the network. */
class Messages {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    /** From the first byte sent to the last one read: a reader waits no longer for the page. */
    private static final Duration IN_ALL = Duration.ofSeconds(2);

    private static final JsonMapper JSON = new JsonMapper();

    private final URI address;
    private final HttpClient client;

    Messages(URI apiUrl) {
        address = apiUrl.resolve("/api/messages");
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    /**
     * The newest messages, newest first.
     *
     * @param trace the load balancer's id of the request that asks for them; null if it has none
     */
    List<Message> newest(String trace) throws MessagesUnavailable {
        var answer = answer(request(trace));
        if (answer.statusCode() != 200) {
            throw new MessagesUnavailable(address + " answered with status " + answer.statusCode());
        }
        try {
            return messages(JSON.readTree(answer.body()));
        } catch (JacksonException | DateTimeException e) {
            throw nonsense();
        }
    }

    private HttpRequest request(String trace) {
        var request = HttpRequest.newBuilder(address).header("Accept", "application/json");
        if (trace != null && trace.matches("[!-~]+")) {
            // So that the logs of both services can be joined.
            request.header(Server.TRACE_HEADER, trace);
        }
        return request.build();
    }

    private HttpResponse<byte[]> answer(HttpRequest request) throws MessagesUnavailable {
        // HttpRequest.timeout would end with the answer's headers; a body may come slowly, too.
        var answer = client.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return answer.get(IN_ALL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new MessagesUnavailable(address + " did not answer within " + IN_ALL.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            throw new MessagesUnavailable(address + " could not be asked: " + reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MessagesUnavailable(address + " was not waited for, because the service stops");
        } finally {
            answer.cancel(true);
        }
    }

    /** Not every failure of the client has a message: a refused connection has none. */
    private static String reason(Throwable failure) {
        var name = failure.getClass().getSimpleName();
        return failure instanceof IOException && failure.getMessage() != null
                ? name + ", " + failure.getMessage()
                : name;
    }

    private List<Message> messages(JsonNode answer) throws MessagesUnavailable {
        var messages = answer.path("messages");
        if (!messages.isArray()) {
            throw nonsense();
        }
        var read = new ArrayList<Message>();
        for (var message : messages) {
            read.add(new Message(
                    text(message, "author"), text(message, "text"), Instant.parse(text(message, "createdAt"))));
        }
        return List.copyOf(read);
    }

    private String text(JsonNode message, String field) throws MessagesUnavailable {
        var value = message.path(field);
        if (!value.isString()) {
            throw nonsense();
        }
        return value.stringValue();
    }

    /** What the answer was instead is not quoted: it may be somebody's message. */
    private MessagesUnavailable nonsense() {
        return new MessagesUnavailable(address + " answered something else than messages in JSON");
    }
}
