package dev.holdfast.policy.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class NarrowPassRoleTest {
    private final NarrowPassRole rule = new NarrowPassRole();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource policy =
            stack.add("aws:iam/rolePolicy:RolePolicy", "api").set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111111111111:role/holdfast-dev-*"}]}""");

    @Test
    void passesPermissionsThatAreNarrow() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesEveryRole() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}]}""");

        assertThat(stack.violations(rule)).containsExactly("api: statement Some allows iam:PassRole on every role");
    }

    @Test
    void refusesEveryRoleOfAnAccount() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "iam:Pass*", "Resource": ["arn:aws:iam::111111111111:role/*"]}]}""");

        assertThat(stack.violations(rule)).containsExactly("api: statement Some allows iam:PassRole on every role");
    }

    @Test
    void passesOtherActions() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "iam:GetRole", "Resource": "*"}]}""");

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
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}]}""");

        assertThat(stack.findings(rule)).isEmpty();
    }
}
