package dev.holdfast.operator.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./holdfast expire}: review environments go when their day is over, and nothing else ever does. */
class ExpireTest {
    @TempDir
    private Path directory;

    private Clone clone;

    @BeforeEach
    void clones() {
        clone = new Clone(directory);
        clone.answers("stack-ls", "[{\"name\": \"prod\"}, {\"name\": \"review-1\"}]");
    }

    private void until(LocalDate date) {
        clone.answers("stack-output", "{\"expires\": \"" + date + "\"}");
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    @Test
    void destroysWhatHasExpiredAndNothingElse() {
        until(today().minusDays(1));

        assertThat(clone.run("expire")).as(clone.said()).isZero();

        assertThat(clone.told("destroy"))
                .containsExactly("destroy --yes --stack review-1 --non-interactive --color never");
        assertThat(clone.told("stack rm")).hasSize(1);
    }

    @Test
    void leavesWhatIsWantedUntilTheEndOfItsDay() {
        until(today());

        assertThat(clone.run("expire")).isZero();

        assertThat(clone.told("destroy")).isEmpty();
        assertThat(clone.said()).contains("review-1 is wanted until " + today());
    }

    @Test
    void onlySaysWhatWouldGo() {
        until(today().minusDays(1));

        assertThat(clone.run("expire", "--dry-run")).isZero();

        assertThat(clone.told("destroy")).isEmpty();
        assertThat(clone.said()).contains("review-1 has expired on");
    }

    @Test
    void leavesWhatSaysNoDate() {
        assertThat(clone.run("expire")).isZero();

        assertThat(clone.told("destroy")).isEmpty();
        assertThat(clone.said()).contains("review-1 says no date");
    }

    @Test
    void failsWhereSomethingCannotBeDestroyed() {
        until(today().minusDays(1));
        clone.fails("destroy", 255, "");

        assertThat(clone.run("expire")).isEqualTo(1);

        assertThat(clone.said()).contains("not destroyed: review-1");
    }
}
