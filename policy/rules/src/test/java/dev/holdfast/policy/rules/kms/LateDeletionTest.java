package dev.holdfast.policy.rules.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class LateDeletionTest {
    private final LateDeletion rule = new LateDeletion();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource key = stack.add("aws:kms/key:Key", "key").set("deletionWindowInDays", 30);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesASoonerEnd() {
        key.set("deletionWindowInDays", 7);

        assertThat(stack.violations(rule)).containsExactly("key: it is deleted after 7 days");
    }

    @Test
    void passesOneThatSaysNothing() {
        key.set("deletionWindowInDays", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        key.set("deletionWindowInDays", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("key: deletionWindowInDays is not known before the update");
    }
}
