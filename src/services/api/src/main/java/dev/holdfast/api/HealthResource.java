package dev.holdfast.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** {@code /health/live} for ECS, {@code /health/ready} for the load balancer. */
final class HealthResource {
    private final Readiness readiness;
    private final String release;

    /** The answer of a health check. */
    record Health(String status, String database, String release) {}

    HealthResource(Readiness readiness, String release) {
        this.readiness = readiness;
        this.release = release;
    }

    void register(RoutesConfig routes) {
        routes.get("/health/live", request -> request.json(health("live")));
        routes.get("/health/ready", this::ready);
    }

    private void ready(Context request) {
        if (readiness.ready()) {
            request.json(health("ready"));
        } else {
            request.status(HttpStatus.SERVICE_UNAVAILABLE).json(health("starting"));
        }
    }

    private Health health(String status) {
        return new Health(status, readiness.reachable() ? "reachable" : "unreachable", release);
    }
}
