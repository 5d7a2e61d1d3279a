package dev.holdfast.policy.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class LogKeyTest {
    private final LogKey rule = new LogKey();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource group =
            stack.add("aws:cloudwatch/logGroup:LogGroup", "group").set("kmsKeyId", "arn:aws:kms:eu-central-1:1:key/a");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatSaysNothing() {
        group.set("kmsKeyId", null);

        assertThat(stack.violations(rule)).containsExactly("group: no kmsKeyId is set");
    }

    @Test
    void passesOneThatTheSameUpdateMakes() {
        group.set("kmsKeyId", Value.UNKNOWN);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void leavesACopyOfWhatIsKeptElsewhereAlone() {
        stack.add("aws:cloudwatch/logGroup:LogGroup", "trail");

        assertThat(stack.findings(rule)).isEmpty();
    }
}
