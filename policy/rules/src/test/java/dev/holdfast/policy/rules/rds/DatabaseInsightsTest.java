package dev.holdfast.policy.rules.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class DatabaseInsightsTest {
    private final DatabaseInsights rule = new DatabaseInsights();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource database = stack.add("aws:rds/instance:Instance", "database")
            .set("performanceInsightsEnabled", true)
            .set("performanceInsightsKmsKeyId", "arn:aws:kms:eu-central-1:1:key/a");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneWithoutInsights() {
        database.set("performanceInsightsEnabled", null);

        assertThat(stack.violations(rule)).containsExactly("database: performanceInsightsEnabled is off");
    }

    @Test
    void refusesAKeyOfAws() {
        database.set("performanceInsightsKmsKeyId", null);

        assertThat(stack.violations(rule)).containsExactly("database: no performanceInsightsKmsKeyId is set");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        database.set("performanceInsightsEnabled", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("database: performanceInsightsEnabled is not known before the update");
    }
}
