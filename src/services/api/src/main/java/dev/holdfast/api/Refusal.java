package dev.holdfast.api;

import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is not answered, and why: the client gets {@code {"error": {"code": ..., "message": ...}}}. */
final class Refusal extends RuntimeException {
    private final HttpStatus status;
    private final String code;
    private final Map<String, String> fields;

    Refusal(HttpStatus status, String code, String message) {
        this(status, code, message, Map.of());
    }

    private Refusal(HttpStatus status, String code, String message, Map<String, String> fields) {
        super(message);
        this.status = status;
        this.code = code;
        this.fields = new LinkedHashMap<>(fields);
    }

    static Refusal badRequest(String code, String message) {
        return new Refusal(HttpStatus.BAD_REQUEST, code, message);
    }

    /** The message names all that is wrong; the fields say it one by one, for a form. */
    static Refusal badFields(String code, Map<String, String> fields) {
        return new Refusal(HttpStatus.BAD_REQUEST, code, String.join("; ", fields.values()), fields);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    /** What is wrong with each field of the body; empty if it is not the fields. */
    Map<String, String> fields() {
        return fields;
    }
}
