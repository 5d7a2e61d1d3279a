package dev.holdfast.policy.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class TrailKeyTest {
    private final TrailKey rule = new TrailKey();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource trail =
            stack.add("aws:cloudtrail/trail:Trail", "trail").set("kmsKeyId", "arn:aws:kms:eu-central-1:1:key/a");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatSaysNothing() {
        trail.set("kmsKeyId", null);

        assertThat(stack.violations(rule)).containsExactly("trail: no kmsKeyId is set");
    }

    @Test
    void passesOneThatTheSameUpdateMakes() {
        trail.set("kmsKeyId", Value.UNKNOWN);

        assertThat(stack.findings(rule)).isEmpty();
    }
}
