package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.conventions.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationFilesTest {
    @TempDir
    private Path directory;

    private String before;

    @BeforeEach
    void oneMigration() throws Exception {
        Files.writeString(directory.resolve("V1__one.sql"), "select 1");
        before = checksum();
    }

    private String checksum() {
        return MigrationFiles.checksum(
                new Configuration("holdfast", key -> Optional.empty()), "", directory.toString());
    }

    @Test
    void haveTheSameChecksumWhereverTheyLie(@TempDir Path elsewhere) throws Exception {
        Files.copy(directory.resolve("V1__one.sql"), elsewhere.resolve("V1__one.sql"));
        directory = elsewhere;

        assertThat(checksum()).isEqualTo(before).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void haveAnotherChecksumWhenOneIsAdded() throws Exception {
        Files.writeString(directory.resolve("V2__two.sql"), "select 2");

        assertThat(checksum()).isNotEqualTo(before);
    }

    @Test
    void haveAnotherChecksumWhenOneIsEdited() throws Exception {
        Files.writeString(directory.resolve("V1__one.sql"), "select 2");

        assertThat(checksum()).isNotEqualTo(before);
    }

    @Test
    void haveAnotherChecksumWhenOneIsRenamed() throws Exception {
        Files.move(directory.resolve("V1__one.sql"), directory.resolve("V1__uno.sql"));

        assertThat(checksum()).isNotEqualTo(before);
    }
}
