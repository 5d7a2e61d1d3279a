package dev.holdfast.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a page under {@code docs/} that is made from the code, between two comments that name it:
 *
 * <pre>{@code
 * <!-- begin: bills -->
 * ...
 * <!-- end: bills -->
 * }</pre>
 *
 * A test fails where the page says something else, and writes the page with {@code -Dupdate.docs=true}.
 *
 * @param page the file
 * @param name of the part
 */
public record GeneratedSection(Path page, String name) {
    /**
     * Compares the page with what the code says.
     *
     * @throws AssertionError if they differ, or the page has no such part; it says how the page is made again
     */
    public void is(String content) {
        var text = read();
        var begin = "<!-- begin: " + name + " -->\n";
        var end = "<!-- end: " + name + " -->";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new AssertionError(page + " has no lines '" + begin.strip() + "' and '" + end + "'");
        }
        var expected = text.substring(0, from + begin.length()) + content.strip() + "\n" + text.substring(to);
        if (text.equals(expected)) {
            return;
        }
        if (Boolean.getBoolean("update.docs")) {
            write(expected);
            return;
        }
        throw new AssertionError("'" + name + "' in " + page + " is not what the code says; write it anew with"
                + " ./mvnw test -Dupdate.docs=true. It should be:\n" + content.strip());
    }

    private String read() {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + page, e);
        }
    }

    private void write(String text) {
        try {
            Files.writeString(page, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + page, e);
        }
    }
}
