package dev.holdfast.policy.rules.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class EncryptedStateTest {
    private final EncryptedState rule = new EncryptedState();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource one =
            stack.add("aws:efs/fileSystem:FileSystem", "one").set("encrypted", true);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesWhatIsNotEncrypted() {
        one.set("encrypted", false);

        assertThat(stack.violations(rule)).containsExactly("one: encrypted is not set");
    }

    @Test
    void refusesWhatSaysNothing() {
        one.set("encrypted", null);

        assertThat(stack.violations(rule)).containsExactly("one: encrypted is not set");
    }

    @Test
    void doesNotDecideAboutASwitchThatIsUnknown() {
        one.set("encrypted", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("one: encrypted is not known before the update");
    }

    @Test
    void passesAQueueThatAwsOrAKeyOfOursEncrypts() {
        stack.add("aws:sqs/queue:Queue", "orders").set("sqsManagedSseEnabled", true);
        stack.add("aws:sqs/queue:Queue", "bills").set("kmsMasterKeyId", Value.UNKNOWN);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAQueueThatNobodyEncrypts() {
        stack.add("aws:sqs/queue:Queue", "orders");

        assertThat(stack.violations(rule)).containsExactly("orders: kmsMasterKeyId or sqsManagedSseEnabled is not set");
    }
}
