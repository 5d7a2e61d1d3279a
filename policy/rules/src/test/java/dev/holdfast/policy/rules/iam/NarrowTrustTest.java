package dev.holdfast.policy.rules.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.policy.Value;
import dev.holdfast.policy.test.TestResource;
import dev.holdfast.policy.test.TestStack;
import org.junit.jupiter.api.Test;

class NarrowTrustTest {
    private final NarrowTrust rule = new NarrowTrust();
    private final TestStack stack = new TestStack("holdfast", "prod");
    private final TestResource role = stack.add("aws:iam/role:Role", "deploy").set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "StringLike": {"token.actions.githubusercontent.com:sub": "repo:acme/shop:ref:refs/heads/main"}}}]}""");

    @Test
    void passesOneBranchOfOneRepository() {
        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesAService() {
        role.set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]}""");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesARepositoryThatIsKnownByItsNumber() {
        role.set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "StringLike": {"token.actions.githubusercontent.com:sub": "repo:acme@*/shop@7:ref:refs/heads/main", "token.actions.githubusercontent.com:repository_id": "7"}}}]}""");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void passesEverybodyOfTheOrganization() {
        role.set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}, "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}]}""");

        assertThat(stack.findings(rule)).isEmpty();
    }

    @Test
    void refusesEverybody() {
        role.set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*"}]}""");

        assertThat(stack.violations(rule)).containsExactly("deploy: statement Some trusts everybody");
    }

    @Test
    void refusesAnyRepository() {
        role.set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "StringLike": {"token.actions.githubusercontent.com:sub": "repo:*:*"}}}]}""");

        assertThat(stack.violations(rule)).containsExactly("deploy: statement Some trusts any repo:*:*");
    }

    @Test
    void refusesAnyRepositoryOfAnOwner() {
        role.set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "StringLike": {"token.actions.githubusercontent.com:sub": "repo:acme/*:ref:refs/heads/main"}}}]}""");

        assertThat(stack.violations(rule))
                .containsExactly("deploy: statement Some trusts any repo:acme/*:ref:refs/heads/main");
    }

    @Test
    void refusesAnyRunOfARepository() {
        role.set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}, "StringLike": {"token.actions.githubusercontent.com:sub": "repo:acme/shop:*"}}}]}""");

        assertThat(stack.violations(rule)).containsExactly("deploy: statement Some trusts any repo:acme/shop:*");
    }

    @Test
    void refusesAnySubject() {
        role.set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}}}]}""");

        assertThat(stack.violations(rule)).containsExactly("deploy: statement Some does not say whose token it is");
    }

    @Test
    void refusesATokenForAnybody() {
        role.set("assumeRolePolicy", """
                {"Statement": [{"Sid": "Some", "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"StringLike": {"token.actions.githubusercontent.com:sub": "repo:acme/shop:ref:refs/heads/main"}}}]}""");

        assertThat(stack.violations(rule)).containsExactly("deploy: statement Some does not say for whom the token is");
    }

    @Test
    void doesNotDecideWhatIsUnknown() {
        role.set("assumeRolePolicy", Value.UNKNOWN);

        assertThat(stack.notEvaluated(rule)).containsExactly("deploy: assumeRolePolicy is not known before the update");
    }
}
