package dev.holdfast.policy.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class LogRetentionTest {
    private final LogRetention rule = new LogRetention();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource group =
            stack.add("aws:cloudwatch/logGroup:LogGroup", "group").set("retentionInDays", 365);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatSaysNothing() {
        group.set("retentionInDays", null);

        assertThat(stack.violations(rule)).containsExactly("group: retentionInDays is not set");
    }

    @Test
    void refusesTooFewDaysInProduction() {
        group.set("retentionInDays", 30);

        assertThat(stack.violations(rule)).containsExactly("group: it keeps 30 days, in production at least 365");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        group.set("retentionInDays", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("group: retentionInDays is not known before the update");
    }

    @Test
    void passesAMonthInDev() {
        var dev = new TestStack("holdfast", "dev");
        dev.add("aws:cloudwatch/logGroup:LogGroup", "group").set("retentionInDays", 30);

        assertThat(dev.findings(rule)).isEmpty();
    }

    @Test
    void leavesACopyOfWhatIsKeptElsewhereAlone() {
        stack.add("aws:cloudwatch/logGroup:LogGroup", "trail").set("retentionInDays", 90);

        assertThat(stack.findings(rule)).isEmpty();
    }
}
