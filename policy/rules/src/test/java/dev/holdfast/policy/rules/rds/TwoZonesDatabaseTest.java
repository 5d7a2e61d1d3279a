package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class TwoZonesDatabaseTest {
    private final TwoZonesDatabase rule = new TwoZonesDatabase();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database =
            stack.add("aws:rds/instance:Instance", "database").set("multiAz", true);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneWhereMultiAzIsOff() {
        database.set("multiAz", false);

        assertThat(stack.violations(rule)).containsExactly("database: multiAz is off");
    }

    @Test
    void refusesOneThatSaysNothing() {
        database.set("multiAz", null);

        assertThat(stack.violations(rule)).containsExactly("database: multiAz is off");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("multiAz", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("database: multiAz is not known before the update");
    }
}
