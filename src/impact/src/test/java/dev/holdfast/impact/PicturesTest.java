package dev.holdfast.impact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.browser.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the pictures of {@code docs/impact.md} of a report that {@code preview} wrote:
 * {@code ./mvnw -pl src/impact -am test -Dtest=PicturesTest -Dsurefire.failIfNoSpecifiedTests=false -Dpictures.of=<folder>}.
 */
@EnabledIfSystemProperty(named = "pictures.of", matches = ".+", disabledReason = "only where somebody wants pictures")
class PicturesTest {
    private static final Path PICTURES = Path.of("../../docs/pictures");

    @TempDir
    private Path folder;

    @Test
    void ofTheCommentAndThePage() throws IOException {
        var report = Path.of(System.getProperty("pictures.of")).resolve("impact.json");
        var impact = JsonReport.read(Files.readString(report)).impact();
        try (var browser = new Browser(folder.resolve("profile"))) {
            browser.prefer("light");
            browser.size(960, 1000);
            open(browser, "comment.html", asGitHubShows(MarkdownComment.of(impact, Optional.empty())));
            browser.size(960, ((Long) browser.value("document.documentElement.scrollHeight")).intValue());
            Files.write(PICTURES.resolve("impact-comment.png"), browser.picture());

            browser.size(1300, 2060);
            open(browser, "page.html", HtmlPage.of(impact));
            browser.run("document.documentElement.style.overflow = 'hidden'");
            browser.run("document.querySelector('[data-name=web]')?.dispatchEvent(new Event('focus'))");
            Files.write(PICTURES.resolve("impact-page.png"), browser.picture());
        }
        assertThat(PICTURES).isDirectoryContaining("glob:**.png");
    }

    private void open(Browser browser, String name, String html) throws IOException {
        browser.open(Files.writeString(folder.resolve(name), html).toUri().toString());
    }

    private static String asGitHubShows(String markdown) throws IOException {
        var extensions = List.of(TablesExtension.create());
        var html = HtmlRenderer.builder()
                .extensions(extensions)
                .build()
                .render(Parser.builder().extensions(extensions).build().parse(markdown));
        try (var style = PicturesTest.class.getResourceAsStream("github.css")) {
            return "<!doctype html><meta charset=utf-8><style>" + new String(style.readAllBytes(), UTF_8)
                    + "</style><div class=comment><p class=by><b>github-actions</b><span class=bot>bot</span></p>"
                    // GitHub draws its own pictures for these, which not every machine has a font for.
                    + "<div class=body>"
                    + html.replace("❌", "<b class=stopped>✘</b>").replace("✅", "<b class=let-through>✔</b>")
                    + "</div></div>";
        }
    }
}
