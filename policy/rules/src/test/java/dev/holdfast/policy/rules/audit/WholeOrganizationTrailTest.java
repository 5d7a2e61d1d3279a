package dev.holdfast.policy.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class WholeOrganizationTrailTest {
    private final WholeOrganizationTrail rule = new WholeOrganizationTrail();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource trail =
            stack.add("aws:cloudtrail/trail:Trail", "trail").set("isOrganizationTrail", true);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatSaysNothing() {
        trail.set("isOrganizationTrail", null);

        assertThat(stack.violations(rule)).containsExactly("trail: isOrganizationTrail is off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        trail.set("isOrganizationTrail", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("trail: isOrganizationTrail is not known before the update");
    }
}
