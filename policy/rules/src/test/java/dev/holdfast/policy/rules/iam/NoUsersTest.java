package dev.holdfast.policy.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class NoUsersTest {
    private final NoUsers rule = new NoUsers();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource role = stack.add("aws:iam/role:Role", "api");

    @Test
    void passesRoles() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAUser() {
        stack.add("aws:iam/user:User", "ci");

        assertThat(stack.violations(rule)).containsExactly("ci: is a user of IAM, or its credential");
    }

    @Test
    void refusesAnAccessKey() {
        stack.add("aws:iam/accessKey:AccessKey", "ci");

        assertThat(stack.violations(rule)).containsExactly("ci: is a user of IAM, or its credential");
    }
}
