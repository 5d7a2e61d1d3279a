package dev.holdfast.policy.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class NarrowDecryptTest {
    private final NarrowDecrypt rule = new NarrowDecrypt();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource policy =
            stack.add("aws:iam/rolePolicy:RolePolicy", "api").set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "kms:Decrypt", "Resource": "arn:aws:kms:eu-central-1:111111111111:key/1"}]}""");

    @Test
    void passesPermissionsThatAreNarrow() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesEveryKey() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "kms:*", "Resource": "*"}]}""");

        assertThat(stack.violations(rule)).containsExactly("api: statement Some allows to decrypt with every key");
    }

    @Test
    void refusesEveryKeyOfAnAccount() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "kms:ReEncryptFrom", "Resource": "arn:aws:kms:*:111111111111:key/*"}]}""");

        assertThat(stack.violations(rule)).containsExactly("api: statement Some allows to decrypt with every key");
    }

    @Test
    void passesOtherActions() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "kms:DescribeKey", "Resource": "*"}]}""");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesKeysThatAConditionNames() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "kms:Decrypt", "Resource": "arn:aws:kms:eu-central-1:111111111111:key/*", "Condition": {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/state"}}}]}""");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        policy.set("policy", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("api: policy is not known before the update");
    }

    @Test
    void leavesBoundariesAloneBecauseTheyGiveNothing() {
        stack.add("aws:iam/policy:Policy", "deploy")
                .set("name", "boundary-deploy")
                .set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "kms:*", "Resource": "*"}]}""");

        assertThat(stack.findings(rule)).isEmpty();
    }
}
