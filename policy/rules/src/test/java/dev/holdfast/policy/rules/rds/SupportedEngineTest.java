package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class SupportedEngineTest {
    private final SupportedEngine rule = new SupportedEngine();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database = stack.add("aws:rds/instance:Instance", "database")
            .set("engine", "postgres")
            .set("engineVersion", "17.5");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAVersionThatIsTooOld() {
        database.set("engineVersion", "13.20");

        assertThat(stack.violations(rule)).containsExactly("database: PostgreSQL 13 is older than 14");
    }

    @Test
    void leavesTheChoiceToAws() {
        database.set("engineVersion", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("engineVersion", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("database: engineVersion is not known before the update");
    }
}
