package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/impact.md says what is so. */
class ImpactPageTest {
    private static final Path ROOT = Path.of("../..");

    private final String page;

    ImpactPageTest() throws IOException {
        page = Files.readString(ROOT.resolve("docs/impact.md"));
    }

    @Test
    void explainsEveryProtection() {
        var table = page.substring(page.indexOf("## What protects"), page.indexOf("## To approve"));

        assertThat(Protections.names()).allSatisfy(name -> assertThat(table).contains(name));
    }

    @Test
    void showsApprovalsThatAreRead() {
        var yaml = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```", page.indexOf("```yaml\n") + 8));

        assertThat(Approvals.parse("docs/impact.md", yaml).all())
                .extracting(Approval::operation)
                .containsExactly("delete", "violate");
    }

    @Test
    void theRepositoryBeginsWithoutApprovals() {
        assertThat(Approvals.read(ROOT.resolve("approvals.yaml"))).isEqualTo(Approvals.NONE);
    }
}
