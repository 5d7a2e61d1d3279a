package dev.holdfast.api;

import dev.holdfast.api.Features.Feature;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;

/** {@code /api/messages}. */
final class MessagesResource {
    /** The longest message that is allowed fits, even with every character escaped. */
    private static final int LARGEST_BODY = 32 * 1024;

    private static final int DISCARDED_BODY = 1024 * 1024;

    private static final int MOST = 100;
    private static final int USUAL = 20;

    private final Messages messages;
    private final Features features;

    /** The answer of GET. */
    record Newest(List<Message> messages) {}

    MessagesResource(Messages messages, Features features) {
        this.messages = messages;
        this.features = features;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/messages", this::newest);
        routes.post("/api/messages", this::add);
    }

    private void newest(Context request) {
        int limit = limit(request.queryParam("limit"));
        var search = request.queryParam("search");
        // While the feature is off, the parameter is one of those that mean nothing.
        var searching = features.has(Feature.SEARCH) && search != null && !search.isBlank();
        request.json(new Newest(searching ? messages.newest(limit, search) : messages.newest(limit)));
    }

    private void add(Context request) throws IOException {
        var message = NewMessage.parse(body(request));
        request.status(HttpStatus.CREATED).json(messages.add(message));
    }

    private static int limit(String value) {
        if (value == null) {
            return USUAL;
        }
        if (value.matches("\\d{1,3}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= MOST) {
            return Integer.parseInt(value);
        }
        throw Refusal.badRequest("invalid_limit", "limit is \"" + value + "\"; allowed is 1 to " + MOST);
    }

    private static byte[] body(Context request) throws IOException {
        var stream = request.bodyInputStream();
        var body = stream.readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            // Who is still sending when the connection closes sees a broken pipe instead of the answer.
            stream.readNBytes(DISCARDED_BODY);
            throw new Refusal(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too_large",
                    "the body has more than " + LARGEST_BODY + " bytes, which no allowed message needs");
        }
        return body;
    }
}
