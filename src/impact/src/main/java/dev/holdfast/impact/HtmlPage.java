package dev.holdfast.impact;

import static java.nio.charset.StandardCharsets.UTF_8;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;

/**
 * The whole report as one page that needs nothing else: it opens from a disk, asks no network, and allows no script or style
 * but its own two. What it says, it says without a script as well; the script opens the graph and filters.
 */
public final class HtmlPage {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlPage.class.getClassLoader(), "dev.holdfast.impact");

    private HtmlPage() {}

    /** The page. */
    public static String of(Impact impact) {
        var style = resource("page.css");
        var script = resource("page.js");
        var policy = "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script)
                + "'; img-src data:; base-uri 'none'; form-action 'none'";
        var graphs = new ArrayList<Graph>();
        for (var index = 0; index < impact.stacks().size(); index++) {
            if (!impact.stacks().get(index).ripples().isEmpty()) {
                graphs.add(Graph.of(impact.stacks().get(index), "graph" + index + "-"));
            }
        }
        var html = new StringOutput();
        ENGINE.render("page.jte", PageView.of(impact, style, script, policy, graphs), html);
        return html.toString();
    }

    private static String resource(String name) {
        try (var stream = HtmlPage.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
