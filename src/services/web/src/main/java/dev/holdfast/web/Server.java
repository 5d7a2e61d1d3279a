package dev.holdfast.web;

import static net.logstash.logback.argument.StructuredArguments.kv;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** The HTTP server. */
final class Server implements AutoCloseable {
    /** Set by the load balancer on each request. */
    static final String TRACE_HEADER = "X-Amzn-Trace-Id";

    private static final Logger LOG = LoggerFactory.getLogger("request");
    /** An Application Load Balancer keeps a connection idle for 60 seconds; who closes it first loses requests. */
    private static final Duration IDLE = Duration.ofSeconds(75);
    /** Part of the 45 seconds after which ECS kills a task that it asked to stop; the rest is for {@link Drain}. */
    private static final Duration FINISH = Duration.ofSeconds(20);

    private final Javalin javalin;
    private final Drain drain = new Drain();

    /** Listens on all of the task's addresses. */
    Server(Settings settings, Messages messages) {
        var style = new StaticFile("/style.css", "text/css; charset=utf-8");
        var script = new StaticFile("/app.js", "text/javascript; charset=utf-8");
        var site = new Site(
                settings.environment(),
                settings.release(),
                settings.title(),
                settings.text(),
                style.url(),
                script.url());
        javalin = Javalin.start(config -> {
            config.jetty.port = settings.port();
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.http.prefer405over404 = true;
            config.jetty.modifyHttpConfiguration(http -> {
                http.setSendServerVersion(false);
                http.setIdleTimeout(IDLE.toMillis());
            });
            config.jetty.modifyServer(server -> {
                server.setStopTimeout(FINISH.toMillis());
                server.setHandler(new GracefulHandler());
                server.setErrorHandler(Server::unreadable);
            });
            config.routes.before(this::begun);
            new HomeResource(site, messages).register(config.routes);
            new HealthResource(settings.release()).register(config.routes);
            style.register(config.routes);
            script.register(config.routes);
            new Failures(site).register(config.routes);
            config.requestLogger.http(Server::log);
        });
        for (var connector : javalin.jettyServer().server().getConnectors()) {
            ((ServerConnector) connector).setIdleTimeout(IDLE.toMillis());
        }
    }

    int port() {
        return javalin.port();
    }

    private void begun(Context request) {
        MDC.put("trace", request.header(TRACE_HEADER));
        SecurityHeaders.ALL.forEach(request::header);
        if (!isHealth(request)) {
            drain.request();
        }
    }

    private static boolean isHealth(Context request) {
        return request.path().startsWith("/health/");
    }

    /** Answers what Jetty refuses before it is a request to this service: a path or a header that is not HTTP. */
    private static boolean unreadable(Request request, Response response, Callback callback) {
        var headers = response.getHeaders();
        SecurityHeaders.ALL.forEach(headers::put);
        headers.put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8").put(HttpHeader.CONNECTION, "close");
        Content.Sink.write(response, true, "The request is not valid HTTP.\n", callback);
        return true;
    }

    private static void log(Context request, Float millis) {
        LOG.atLevel(isHealth(request) ? Level.DEBUG : Level.INFO)
                .setMessage("{} {} {} {}")
                .addArgument(kv("method", request.method().name()))
                .addArgument(kv("path", request.path()))
                .addArgument(kv("status", request.statusCode()))
                .addArgument(kv("durationMillis", Math.round(millis)))
                .log();
        MDC.remove("trace");
    }

    /** Takes requests for as long as they come, at most for ten seconds. */
    void drain() {
        drain.await();
    }

    /** Accepts no more requests, and returns when those under way are answered, or after 20 seconds. */
    @Override
    public void close() {
        javalin.stop();
    }
}
