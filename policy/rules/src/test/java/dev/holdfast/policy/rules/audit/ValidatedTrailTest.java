package dev.holdfast.policy.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class ValidatedTrailTest {
    private final ValidatedTrail rule = new ValidatedTrail();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource trail =
            stack.add("aws:cloudtrail/trail:Trail", "trail").set("enableLogFileValidation", true);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatSaysNothing() {
        trail.set("enableLogFileValidation", null);

        assertThat(stack.violations(rule)).containsExactly("trail: enableLogFileValidation is off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        trail.set("enableLogFileValidation", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("trail: enableLogFileValidation is not known before the update");
    }
}
