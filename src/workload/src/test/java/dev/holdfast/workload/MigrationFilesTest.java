package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.InvalidConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
        return read(new Configuration("holdfast", key -> Optional.empty())).checksum();
    }

    private MigrationFiles read(Configuration keys) {
        return MigrationFiles.read(keys, "migrationsDirectory", directory.toString());
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

    @Test
    void areRefusedBeforeAnythingIsDeclaredWhereTheyBreakRunningCode() throws Exception {
        Files.writeString(directory.resolve("V2__two.sql"), "alter table messages drop column text");
        var keys = new Configuration("holdfast", key -> Optional.empty());

        read(keys);

        assertThatThrownBy(keys::check)
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContainingAll("holdfast:migrationsDirectory", "V2__two.sql, line 1", "drop-column");
    }

    @Test
    void areToldAsAStackOutputInTheirOrder() throws Exception {
        Files.writeString(directory.resolve("V10__drop_it.sql"), "-- holdfast: contract of V2\nselect 1");
        Files.writeString(directory.resolve("V2__add_it.sql"), "select 1");
        Files.writeString(directory.resolve("afterMigrate.sql"), "select 1");

        assertThat(read(new Configuration("holdfast", key -> Optional.empty())).told())
                .containsExactly(
                        Map.of("version", "1", "description", "one", "step", "expand"),
                        Map.of("version", "2", "description", "add it", "step", "expand"),
                        Map.of("version", "10", "description", "drop it", "step", "contract of V2"));
    }
}
