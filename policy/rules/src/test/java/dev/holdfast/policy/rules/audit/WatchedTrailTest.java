package dev.holdfast.policy.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class WatchedTrailTest {
    private final WatchedTrail rule = new WatchedTrail();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource trail = stack.add("aws:cloudtrail/trail:Trail", "trail")
            .set("cloudWatchLogsGroupArn", "arn:aws:kms:eu-central-1:1:key/a");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatSaysNothing() {
        trail.set("cloudWatchLogsGroupArn", null);

        assertThat(stack.violations(rule)).containsExactly("trail: no cloudWatchLogsGroupArn is set");
    }

    @Test
    void passesOneThatTheSameUpdateMakes() {
        trail.set("cloudWatchLogsGroupArn", Value.UNKNOWN);

        assertThat(stack.findings(rule)).isEmpty();
    }
}
