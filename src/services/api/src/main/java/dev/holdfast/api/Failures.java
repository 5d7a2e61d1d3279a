package dev.holdfast.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what went wrong into an answer: {@code {"error": {"code": ..., "message": ...}}}, with {@code "fields"} where it
 * is the fields of the body.
 */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    /** The answer. */
    record Body(Error error) {
        record Error(
                String code,
                String message,
                @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> fields) {}
    }

    private Failures() {}

    static void register(RoutesConfig routes) {
        routes.exception(
                Refusal.class,
                (e, request) -> answer(request, e.status(), new Body.Error(e.code(), e.getMessage(), e.fields())));
        routes.exception(MethodNotAllowedResponse.class, (e, request) -> {
            var allowed = e.getDetails().getOrDefault("availableMethods", "");
            request.header("Allow", allowed);
            answer(
                    request,
                    HttpStatus.METHOD_NOT_ALLOWED,
                    "method_not_allowed",
                    request.method() + " is not possible on " + request.path() + "; allowed is " + allowed);
        });
        routes.exception(HttpResponseException.class, (e, request) -> {
            var status = HttpStatus.forStatus(e.getStatus());
            answer(
                    request,
                    status,
                    status.name().toLowerCase(Locale.ROOT),
                    status == HttpStatus.NOT_FOUND ? "there is nothing at " + request.path() : e.getMessage());
        });
        routes.exception(Exception.class, (e, request) -> {
            if (Database.isUnavailable(e)) {
                LOG.warn("The database did not answer a request: {}", cause(e));
                request.header("Retry-After", RETRY_AFTER_SECONDS);
                answer(
                        request,
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "database_unavailable",
                        "the database does not answer at the moment; try again in " + RETRY_AFTER_SECONDS + " seconds");
            } else {
                LOG.error("A request failed", e);
                answer(
                        request,
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal_error",
                        "the request failed; the service's log says why");
            }
        });
    }

    /** The innermost message of a failure, which is the database's own. */
    static String cause(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .reduce((outer, inner) -> inner)
                .map(Throwable::getMessage)
                .orElse("");
    }

    private static void answer(Context request, HttpStatus status, String code, String message) {
        answer(request, status, new Body.Error(code, message, Map.of()));
    }

    private static void answer(Context request, HttpStatus status, Body.Error error) {
        request.status(status).json(new Body(error));
    }
}
