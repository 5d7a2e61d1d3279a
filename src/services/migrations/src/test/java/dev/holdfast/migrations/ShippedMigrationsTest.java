package dev.holdfast.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.migrationrules.Finding;
import dev.holdfast.migrationrules.MigrationFile;
import dev.holdfast.migrationrules.Review;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The first place where the author of a migration hears what the rules say: docs/migrations.md. */
class ShippedMigrationsTest {
    private static final Review REVIEW = Review.of(MigrationFile.in(Path.of("src/main/resources/db/migration")));

    @Test
    void theShippedMigrationsDoNotBreakRunningCode() {
        assertThat(REVIEW.files()).isNotEmpty();
        assertThat(REVIEW.refused().stream().map(Finding::message)).isEmpty();
    }
}
