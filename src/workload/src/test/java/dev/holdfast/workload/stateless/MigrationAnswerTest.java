package dev.holdfast.workload.stateless;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationAnswerTest {
    @Test
    void hasTheVersionTheMigrationsThatRanAndHowLongThatTook() {
        assertThat(MigrationAnswer.parse("{\"version\":\"3\",\"applied\":[\"2\",\"3\"],\"durationMillis\":1234}"))
                .isEqualTo(Map.of("version", "3", "applied", List.of("2", "3"), "durationMillis", 1234));
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        assertThat(MigrationAnswer.parse("{\"version\":\"3\",\"later\":{\"a\":true}}"))
                .containsEntry("later", Map.of("a", true));
    }

    @Test
    void keepsWhatIsNoObject() {
        assertThat(MigrationAnswer.parse("done")).isEqualTo(Map.of("answer", "done"));
        assertThat(MigrationAnswer.parse("[1]")).isEqualTo(Map.of("answer", "[1]"));
        assertThat(MigrationAnswer.parse("null")).isEqualTo(Map.of("answer", "null"));
    }
}
