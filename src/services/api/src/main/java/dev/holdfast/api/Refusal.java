package dev.holdfast.api;

import io.javalin.http.HttpStatus;

/** A request that is not answered, and why: the client gets {@code {"error": {"code": ..., "message": ...}}}. */
final class Refusal extends RuntimeException {
    private final HttpStatus status;
    private final String code;

    Refusal(HttpStatus status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static Refusal badRequest(String code, String message) {
        return new Refusal(HttpStatus.BAD_REQUEST, code, message);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }
}
