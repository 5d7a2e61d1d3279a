package dev.holdfast.policy.rules.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class DefaultTagsTest {
    private final DefaultTags rule = new DefaultTags();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource one = stack.add("pulumi:providers:aws", "one")
            .set("defaultTags", "{\"tags\": {\"project\": \"holdfast\", \"environment\": \"prod\"}}");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAProviderWithoutTags() {
        one.set("defaultTags", null);

        assertThat(stack.violations(rule)).containsExactly("one: defaultTags lacks project, environment");
    }

    @Test
    void refusesAProviderThatLacksOne() {
        one.set("defaultTags", "{\"tags\": {\"project\": \"holdfast\"}}");

        assertThat(stack.violations(rule)).containsExactly("one: defaultTags lacks environment");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        one.set("defaultTags", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("one: defaultTags is not known before the update");
    }
}
