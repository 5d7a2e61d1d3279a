package dev.holdfast.policy.rules.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class OwnPeopleOnlyTest {
    private final OwnPeopleOnly rule = new OwnPeopleOnly();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource key = stack.add("aws:kms/key:Key", "key")
            .set(
                    "policy",
                    "{\"Statement\": [{\"Sid\": \"Us\", \"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::1:root\"}, \"Action\": \"kms:*\"}]}");

    @Test
    void passesWhatIsAsItShould() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAStatementForEverybody() {
        key.set(
                "policy",
                "{\"Statement\": {\"Sid\": \"All\", \"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"kms:Decrypt\"}}");

        assertThat(stack.violations(rule)).containsExactly("key: statement All allows everybody");
    }

    @Test
    void refusesEverybodyInAList() {
        key.set(
                "policy",
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": [\"arn:aws:iam::1:root\", \"*\"]}}]}");

        assertThat(stack.violations(rule)).containsExactly("key: statement 1 allows everybody");
    }

    @Test
    void passesEverybodyOnACondition() {
        key.set(
                "policy",
                "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"*\"}, \"Condition\": {\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-1\"}}}}");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesToLockEverybodyOut() {
        key.set("bypassPolicyLockoutSafetyCheck", true);

        assertThat(stack.violations(rule)).containsExactly("key: bypassPolicyLockoutSafetyCheck is on");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        key.set("policy", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("key: policy is not known before the update");
    }
}
