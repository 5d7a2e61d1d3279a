package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvalidConfigurationTest {
    @Test
    void tellsASingleProblemPlainly() {
        assertThat(new InvalidConfiguration("holdfast:tasks is '0'")).hasMessage("holdfast:tasks is '0'");
    }

    @Test
    void countsAndListsSeveralProblems() {
        assertThat(new InvalidConfiguration(List.of("one", "two")))
                .hasMessage("the configuration has 2 problems:\n  - one\n  - two");
    }

    @Test
    void keepsTheProblemsAsTheyWere() {
        var problems = new ArrayList<>(List.of("one", "two"));
        var invalid = new InvalidConfiguration(problems);
        problems.clear();
        assertThat(invalid.problems()).containsExactly("one", "two");
    }
}
