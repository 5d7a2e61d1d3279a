package dev.holdfast.policy.rules.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class RotatedKeyTest {
    private final RotatedKey rule = new RotatedKey();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource key = stack.add("aws:kms/key:Key", "key").set("enableKeyRotation", true);

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAKeyThatStaysTheSame() {
        key.set("enableKeyRotation", null);

        assertThat(stack.violations(rule)).containsExactly("key: enableKeyRotation is off");
    }

    @Test
    void leavesKeysAloneThatAwsCannotRotate() {
        key.set("enableKeyRotation", null).set("customerMasterKeySpec", "RSA_2048");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        key.set("enableKeyRotation", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("key: enableKeyRotation is not known before the update");
    }
}
