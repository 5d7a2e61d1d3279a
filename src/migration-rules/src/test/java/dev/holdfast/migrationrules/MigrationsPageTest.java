package dev.holdfast.migrationrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MigrationsPageTest {
    /** Whoever changes a rule copies the table from this test's message. */
    @Test
    void thePageListsTheRulesAsTheyAre() throws IOException {
        var table = Arrays.stream(Rule.values())
                .map(rule -> "| `%s` | %s | %s | %s |"
                        .formatted(rule.id(), rule.what(), rule.severity().consequence(), rule.why()))
                .collect(Collectors.joining("\n", """
                    | rule | what it is about | what happens | why |
                    | --- | --- | --- | --- |
                    """, "\n"));
        assertThat(Files.readString(Path.of("../../docs/migrations.md"))).contains(table);
    }

    /** In the order of the page, as a reader would write them. */
    @Test
    void thePagesExamplesAreAllowed() throws IOException {
        var blocks = Pattern.compile("```sql\n-- (V\\S+\\.sql)\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../../docs/migrations.md")));
        var examples = blocks.results()
                .map(block -> MigrationFile.of(block.group(1), block.group(2)))
                .toList();

        var review = Review.of(examples);

        assertThat(examples).hasSize(4);
        assertThat(review.refused()).isEmpty();
        assertThat(review.premature(Optional.of(new Version("4")))).hasSize(1);
        assertThat(review.premature(Optional.of(new Version("5")))).isEmpty();
    }
}
