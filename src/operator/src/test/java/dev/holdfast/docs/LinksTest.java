package dev.holdfast.docs;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who has read only the README finds every page, and no link leads nowhere. */
class LinksTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern CODE = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    /** A page, shown by its path from the root. */
    private record Page(Path file) {
        String text() throws IOException {
            return CODE.matcher(Files.readString(file)).replaceAll("");
        }

        /** What it links to within the repository: files, with the heading that is meant, if one is. */
        List<String> links() throws IOException {
            var links = new ArrayList<String>();
            var found = LINK.matcher(text());
            while (found.find()) {
                if (!found.group(1).contains(":")) {
                    var target = found.group(1).isEmpty()
                            ? file
                            : file.resolveSibling(found.group(1)).normalize();
                    links.add(target + (found.group(2) == null ? "" : "#" + found.group(2)));
                }
            }
            return links;
        }

        /** The anchors that GitHub makes of its headings. */
        Set<String> anchors() throws IOException {
            return HEADING.matcher(text())
                    .results()
                    .map(heading -> heading.group(1)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                            .replace(' ', '-'))
                    .collect(toSet());
        }

        @Override
        public String toString() {
            return ROOT.relativize(file).toString();
        }
    }

    private static Stream<Page> pages() throws IOException {
        try (var docs = Files.walk(ROOT.resolve("docs"));
                var beside = Files.list(ROOT)) {
            return Stream.concat(docs, beside)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::new)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadsSomewhere(Page page) throws IOException {
        for (var link : page.links()) {
            var parts = link.split("#", 2);
            assertThat(Path.of(parts[0])).exists();
            if (parts.length > 1 && parts[0].endsWith(".md")) {
                assertThat(new Page(Path.of(parts[0])).anchors()).as(link).contains(parts[1]);
            }
        }
    }

    @Test
    void leadsFromTheReadmeToEveryPage() throws IOException {
        var found = new HashSet<Path>();
        follow(new Page(ROOT.resolve("README.md")), found);

        assertThat(pages()).extracting(Page::file).isSubsetOf(found);
    }

    private static void follow(Page page, Set<Path> found) throws IOException {
        if (found.add(page.file())) {
            for (var link : page.links()) {
                var target = Path.of(link.split("#", 2)[0]);
                if (target.toString().endsWith(".md") && Files.exists(target)) {
                    follow(new Page(target), found);
                }
            }
        }
    }
}
