package dev.holdfast.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /}. */
final class HomeResource {
    private static final Logger LOG = LoggerFactory.getLogger(HomeResource.class);

    private final Site site;
    private final Messages messages;

    HomeResource(Site site, Messages messages) {
        this.site = site;
        this.messages = messages;
    }

    void register(RoutesConfig routes) {
        routes.get("/", this::home);
        routes.head("/", this::home);
    }

    private void home(Context request) {
        Templates.answer(request, home(request.header(Server.TRACE_HEADER)));
    }

    private Home home(String trace) {
        try {
            return new Home(site, messages.newest(trace), true);
        } catch (MessagesUnavailable e) {
            LOG.warn("The page is shown without messages: {}", e.getMessage());
            return new Home(site, List.of(), false);
        }
    }
}
