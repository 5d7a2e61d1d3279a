package dev.holdfast.policy.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class NoServiceWildcardTest {
    private final NoServiceWildcard rule = new NoServiceWildcard();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource policy =
            stack.add("aws:iam/rolePolicy:RolePolicy", "api").set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": ["s3:GetObject", "kms:Describe*"], "Resource": "*"}]}""");

    @Test
    void passesPermissionsThatAreNarrow() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAllOfAService() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": ["s3:*"], "Resource": "arn:aws:s3:::a"}]}""");

        assertThat(stack.violations(rule)).containsExactly("api: statement Some allows s3:*");
    }

    @Test
    void refusesAllButSome() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "NotAction": ["iam:*"], "Resource": "*"}]}""");

        assertThat(stack.violations(rule)).containsExactly("api: statement Some allows all actions but some");
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
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": ["s3:*"], "Resource": "arn:aws:s3:::a"}]}""");

        assertThat(stack.findings(rule)).isEmpty();
    }
}
