package dev.holdfast.policy.rules.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class DeletionProtectedStateTest {
    private final DeletionProtectedState rule = new DeletionProtectedState();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource one =
            stack.add("aws:dynamodb/table:Table", "one").set("deletionProtectionEnabled", true);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesATableThatAnybodyMayDelete() {
        one.set("deletionProtectionEnabled", null);

        assertThat(stack.violations(rule)).containsExactly("one: deletionProtectionEnabled is off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        one.set("deletionProtectionEnabled", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("one: deletionProtectionEnabled is not known before the update");
    }
}
