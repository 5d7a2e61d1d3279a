package dev.holdfast.migrationrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationFileTest {
    @Test
    void isKnownByTheNameOfItsFile() {
        var file = MigrationFile.of("V1_2__add_mood.sql", "SELECT 1");

        assertThat(file.kind()).isEqualTo(MigrationFile.Kind.VERSIONED);
        assertThat(file.version()).contains(new Version("1.2"));
        assertThat(file.description()).isEqualTo("add mood");
        assertThat(MigrationFile.of("R__views.sql", "").kind()).isEqualTo(MigrationFile.Kind.REPEATABLE);
        assertThat(MigrationFile.of("afterMigrate.sql", "").kind()).isEqualTo(MigrationFile.Kind.CALLBACK);
    }

    @Test
    void comesInTheOrderOfVersionsWhichIsNotThatOfNames(@TempDir Path directory) throws Exception {
        for (var name : new String[] {"R__views.sql", "V10__ten.sql", "V9__nine.sql", "V9.1__later.sql", "README.md"}) {
            Files.writeString(directory.resolve(name), "SELECT 1");
        }

        assertThat(MigrationFile.in(directory))
                .extracting(MigrationFile::script)
                .containsExactly("V9__nine.sql", "V9.1__later.sql", "V10__ten.sql", "R__views.sql");
    }

    @Test
    void comparesVersionsByNumber() {
        assertThat(new Version("2")).isLessThan(new Version("10")).isEqualTo(new Version("2.0"));
        assertThat(new Version("2")).hasSameHashCodeAs(new Version("02.0.0"));
        assertThat(Version.parse("0.1.x")).isEmpty();
    }

    @Test
    void saysItsMarksAtItsHead() {
        var marks = MigrationFile.of("V3__x.sql", """
            -- What it is for.
            -- holdfast: contract of V1_2
            -- holdfast: safe because the table has three rows

            -- holdfast: takes 3min
            SELECT 1;
            """).marks();

        assertThat(marks.contractOf()).contains(new Version("1.2"));
        assertThat(marks.safeBecause()).contains("the table has three rows");
        assertThat(marks.takes()).contains(Duration.ofMinutes(3));
        assertThat(marks.problems()).isEmpty();
        assertThat(MigrationFile.of("V3__x.sql", "-- holdfast: takes 90s")
                        .marks()
                        .takes())
                .isEqualTo(Optional.of(Duration.ofSeconds(90)));
    }
}
