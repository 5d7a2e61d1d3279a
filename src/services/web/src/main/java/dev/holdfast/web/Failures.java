package dev.holdfast.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into a page. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Site site;

    Failures(Site site) {
        this.site = site;
    }

    void register(RoutesConfig routes) {
        routes.exception(MethodNotAllowedResponse.class, (e, request) -> {
            request.header(Header.ALLOW, e.getDetails().getOrDefault("availableMethods", ""));
            answer(
                    request,
                    HttpStatus.METHOD_NOT_ALLOWED,
                    "That is not possible here",
                    "This address can only be looked at.");
        });
        routes.exception(HttpResponseException.class, (e, request) -> {
            var status = HttpStatus.forStatus(e.getStatus());
            if (status == HttpStatus.NOT_FOUND) {
                answer(
                        request,
                        status,
                        "There is nothing at this address",
                        "The link may be old, or a letter of it went missing.");
            } else {
                answer(request, status, "The request could not be answered", status.getMessage() + ".");
            }
        });
        routes.exception(Exception.class, (e, request) -> {
            LOG.error("A request failed", e);
            answer(
                    request,
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "Something went wrong on our side",
                    "It has been noted. Please try again in a moment.");
        });
    }

    private void answer(Context request, HttpStatus status, String heading, String text) {
        Templates.answer(request.status(status), new Problem(site, heading, text));
    }
}
