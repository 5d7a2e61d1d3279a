package dev.holdfast.policy.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class TopicKeyTest {
    private final TopicKey rule = new TopicKey();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource topic =
            stack.add("aws:sns/topic:Topic", "topic").set("kmsMasterKeyId", "arn:aws:kms:eu-central-1:1:key/a");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesOneThatSaysNothing() {
        topic.set("kmsMasterKeyId", null);

        assertThat(stack.violations(rule)).containsExactly("topic: no kmsMasterKeyId is set");
    }

    @Test
    void passesOneThatTheSameUpdateMakes() {
        topic.set("kmsMasterKeyId", Value.UNKNOWN);

        assertThat(stack.findings(rule)).isEmpty();
    }
}
