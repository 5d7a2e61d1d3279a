package dev.holdfast.policy.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class ProductionDeploysReleasesTest {
    private final ProductionDeploysReleases rule = new ProductionDeploysReleases();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource role = stack.add("aws:iam/role:Role", "prod-pipelines-deploy")
            .set("name", "deploy")
            .set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "StringLike": {"token.actions.githubusercontent.com:sub": "repo:acme/shop:environment:prod", "token.actions.githubusercontent.com:ref": "refs/tags/release-*"}}}]}""");

    @Test
    void passesReleasesInTheProtectedEnvironment() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesABranch() {
        role.set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "StringLike": {"token.actions.githubusercontent.com:sub": "repo:acme/shop:ref:refs/heads/main", "token.actions.githubusercontent.com:ref": "refs/tags/release-*"}}}]}""");

        assertThat(stack.violations(rule))
                .containsExactly("prod-pipelines-deploy: statement Some does not require the environment prod");
    }

    @Test
    void refusesAnyRefInTheEnvironment() {
        role.set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "StringLike": {"token.actions.githubusercontent.com:sub": "repo:acme/shop:environment:prod"}}}]}""");

        assertThat(stack.violations(rule))
                .containsExactly("prod-pipelines-deploy: statement Some does not require the tag of a release");
    }

    @Test
    void leavesOtherRolesAlone() {
        stack.add("aws:iam/role:Role", "dev-pipelines-deploy")
                .set("name", "deploy")
                .set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "StringLike": {"token.actions.githubusercontent.com:sub": "repo:acme/shop:ref:refs/heads/main"}}}]}""");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        role.set("assumeRolePolicy", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule))
                .containsExactly("prod-pipelines-deploy: assumeRolePolicy is not known before the update");
    }
}
