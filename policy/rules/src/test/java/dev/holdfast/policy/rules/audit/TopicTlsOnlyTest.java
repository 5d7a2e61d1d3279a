package dev.holdfast.policy.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class TopicTlsOnlyTest {
    private final TopicTlsOnly rule = new TopicTlsOnly();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource policy = stack.add("aws:sns/topicPolicy:TopicPolicy", "policy")
            .set(
                    "policy",
                    "{\"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"sns:Publish\", \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"false\"}}}]}");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesATopicThatTakesPlainHttp() {
        policy.set("policy", "{\"Statement\": []}");

        assertThat(stack.violations(rule)).containsExactly("policy: no statement denies requests without TLS");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        policy.set("policy", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("policy: policy is not known before the update");
    }
}
