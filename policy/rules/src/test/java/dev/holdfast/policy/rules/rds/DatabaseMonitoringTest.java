package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class DatabaseMonitoringTest {
    private final DatabaseMonitoring rule = new DatabaseMonitoring();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database =
            stack.add("aws:rds/instance:Instance", "database").set("monitoringInterval", 60);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatIsNotMeasured() {
        database.set("monitoringInterval", null);

        assertThat(stack.violations(rule)).containsExactly("database: monitoringInterval is 0");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("monitoringInterval", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("database: monitoringInterval is not known before the update");
    }
}
