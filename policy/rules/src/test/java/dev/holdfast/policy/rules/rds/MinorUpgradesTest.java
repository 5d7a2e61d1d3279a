package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class MinorUpgradesTest {
    private final MinorUpgrades rule = new MinorUpgrades();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database =
            stack.add("aws:rds/instance:Instance", "database").set("autoMinorVersionUpgrade", true);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatStaysAsItIs() {
        database.set("autoMinorVersionUpgrade", false);

        assertThat(stack.violations(rule)).containsExactly("database: autoMinorVersionUpgrade is off");
    }

    @Test
    void passesOneThatSaysNothing() {
        database.set("autoMinorVersionUpgrade", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("autoMinorVersionUpgrade", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("database: autoMinorVersionUpgrade is not known before the update");
    }
}
