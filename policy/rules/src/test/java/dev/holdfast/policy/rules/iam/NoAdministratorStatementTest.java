package dev.holdfast.policy.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class NoAdministratorStatementTest {
    private final NoAdministratorStatement rule = new NoAdministratorStatement();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource policy =
            stack.add("aws:iam/rolePolicy:RolePolicy", "api").set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*"}]}""");

    @Test
    void passesPermissionsThatAreNarrow() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAnAdministrator() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "*", "Resource": "*"}]}""");

        assertThat(stack.violations(rule)).containsExactly("api: statement Some allows everything");
    }

    @Test
    void refusesOneInOtherWords() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": ["s3:GetObject", "*:*"], "Resource": ["*"]}]}""");

        assertThat(stack.violations(rule)).containsExactly("api: statement Some allows everything");
    }

    @Test
    void passesADenialOfEverything() {
        policy.set("policy", """
                {"Statement": [{"Sid": "Some", "Effect": "Deny", "Action": "*", "Resource": "*"}]}""");

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
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "*", "Resource": "*"}]}""");

        assertThat(stack.findings(rule)).isEmpty();
    }
}
