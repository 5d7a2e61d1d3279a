package dev.holdfast.policy.rules.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class CurrentFargatePlatformTest {
    private final CurrentFargatePlatform rule = new CurrentFargatePlatform();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource service =
            stack.add("aws:ecs/service:Service", "service").set("platformVersion", "LATEST");

    @Test
    void passesTheLatestPlatform() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAnOldPlatform() {
        service.set("platformVersion", "1.3.0");

        assertThat(stack.violations(rule)).containsExactly("service: platformVersion is an old one");
    }

    @Test
    void passesWhereItIsNotSet() {
        service.set("platformVersion", null);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        service.set("platformVersion", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("service: platformVersion is not known before the update");
    }
}
