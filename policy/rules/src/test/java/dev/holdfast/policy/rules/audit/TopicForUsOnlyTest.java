package dev.holdfast.policy.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class TopicForUsOnlyTest {
    private final TopicForUsOnly rule = new TopicForUsOnly();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource policy = stack.add("aws:sns/topicPolicy:TopicPolicy", "policy")
            .set(
                    "policy",
                    "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"cloudwatch.amazonaws.com\"}}]}");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAStatementForEverybody() {
        policy.set(
                "policy",
                "{\"Statement\": {\"Sid\": \"All\", \"Effect\": \"Allow\", \"Principal\": {\"AWS\": [\"*\"]}}}");

        assertThat(stack.violations(rule)).containsExactly("policy: statement All allows everybody");
    }

    @Test
    void passesADenialForEverybody() {
        policy.set("policy", "{\"Statement\": {\"Effect\": \"Deny\", \"Principal\": \"*\"}}");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        policy.set("policy", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("policy: policy is not known before the update");
    }
}
