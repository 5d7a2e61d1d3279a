package dev.holdfast.policy.rules.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class RetainedStateTest {
    private final RetainedState rule = new RetainedState();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource one = stack.add("aws:route53/zone:Zone", "one");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAZoneThatGoesWithItsRecords() {
        one.set("forceDestroy", true);

        assertThat(stack.violations(rule)).containsExactly("one: forceDestroy is on");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        one.set("forceDestroy", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("one: forceDestroy is not known before the update");
    }
}
