package dev.holdfast.policy.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class RoleBoundaryTest {
    private final RoleBoundary rule = new RoleBoundary();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource role = stack.add("aws:iam/role:Role", "api")
            .set("permissionsBoundary", "arn:aws:iam::111111111111:policy/holdfast/boundary-workload");

    @Test
    void passesARoleWithABoundary() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesABoundaryThatIsNotKnownYet() {
        role.set("permissionsBoundary", Value.UNKNOWN);

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAnotherBoundary() {
        role.set("permissionsBoundary", "arn:aws:iam::aws:policy/AdministratorAccess");

        assertThat(stack.violations(rule))
                .containsExactly("api: has another boundary than :policy/holdfast/boundary-workload");
    }

    @Test
    void passesAPipelinesRoleWithItsOwn() {
        role.set("permissionsBoundary", "arn:aws:iam::111111111111:policy/holdfast/boundary-deploy")
                .set("path", "/holdfast/")
                .set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "StringLike": {"token.actions.githubusercontent.com:sub": "repo:acme/shop:ref:refs/heads/main"}}}]}""");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesARoleWithout() {
        role.set("permissionsBoundary", null);

        assertThat(stack.violations(rule)).containsExactly("api: has no permissions boundary");
    }

    @Test
    void passesARoleOfTheLandingZone() {
        role.set("permissionsBoundary", null).set("path", "/holdfast/").set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}}]}""");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesAPipelinesRoleWithout() {
        role.set("permissionsBoundary", null).set("path", "/holdfast/").set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "StringLike": {"token.actions.githubusercontent.com:sub": "repo:acme/shop:ref:refs/heads/main"}}}]}""");

        assertThat(stack.violations(rule)).containsExactly("api: has no permissions boundary");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        role.set("permissionsBoundary", null).set("path", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("api: path is not known before the update");
    }
}
