package dev.holdfast.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Header;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /health/live} for ECS, {@code /health/ready} for the load balancer. Neither asks the api: the page can be shown
 * without it, and an outage of one service must not stop the tasks of the other.
 */
final class HealthResource {
    private static final JsonMapper JSON = new JsonMapper();

    private final String release;

    /** The answer of a health check. */
    record Health(String status, String release) {}

    HealthResource(String release) {
        this.release = release;
    }

    void register(RoutesConfig routes) {
        routes.get("/health/live", request -> answer(request, "live"));
        routes.get("/health/ready", request -> answer(request, "ready"));
    }

    private void answer(Context request, String status) {
        request.header(Header.CACHE_CONTROL, "no-store")
                .contentType(ContentType.APPLICATION_JSON)
                .result(JSON.writeValueAsString(new Health(status, release)));
    }
}
