package dev.holdfast.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.Header;

/** Answers pages, rendered from the templates in {@code src/main/jte}, which the build has made classes of. */
final class Templates {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), "dev.holdfast.web.templates");

    private Templates() {}

    static void answer(Context request, Home home) {
        answer(request, "home.jte", home);
    }

    static void answer(Context request, Problem problem) {
        answer(request, "problem.jte", problem);
    }

    private static void answer(Context request, String template, Object model) {
        var html = new StringOutput();
        ENGINE.render(template, model, html);
        request.header(Header.CACHE_CONTROL, "no-store")
                .contentType("text/html; charset=utf-8")
                .result(html.toString());
    }
}
