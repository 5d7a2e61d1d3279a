package dev.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedSectionTest {
    @TempDir
    private Path directory;

    private GeneratedSection section;

    @BeforeEach
    void writesAPage() throws IOException {
        var page = directory.resolve("page.md");
        Files.writeString(page, "before\n<!-- begin: sum -->\n1 + 1 = 2\n<!-- end: sum -->\nafter\n");
        section = new GeneratedSection(page, "sum");
    }

    @Test
    void passesWhereThePageSaysWhatTheCodeSays() {
        assertThatCode(() -> section.is("1 + 1 = 2\n")).doesNotThrowAnyException();
    }

    @Test
    void failsWhereThePageSaysSomethingElseAndLeavesItAsItIs() throws IOException {
        assertThatThrownBy(() -> section.is("1 + 1 = 3"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dupdate.docs=true")
                .hasMessageContaining("1 + 1 = 3");
        assertThat(section.page()).content().contains("1 + 1 = 2");
    }

    @Test
    void writesThePageAnewWhereThatIsAskedFor() {
        System.setProperty("update.docs", "true");
        try {
            section.is("1 + 1 = 3");
        } finally {
            System.clearProperty("update.docs");
        }
        assertThat(section.page()).hasContent("before\n<!-- begin: sum -->\n1 + 1 = 3\n<!-- end: sum -->\nafter\n");
    }

    @Test
    void failsWhereThePageHasNoSuchPart() {
        assertThatThrownBy(() -> new GeneratedSection(section.page(), "product").is("2"))
                .hasMessageContaining("<!-- begin: product -->");
    }
}
