package dev.holdfast.organization.guardrails;

import static dev.holdfast.organization.guardrails.Decisions.ACCOUNT;
import static dev.holdfast.organization.guardrails.Decisions.APPLICATION;
import static dev.holdfast.organization.guardrails.Decisions.under;
import static dev.holdfast.testkit.Decision.ALLOWED;
import static dev.holdfast.testkit.Decision.EXPLICITLY_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataPerimeterTest {
    private static final String US = "o-a1b2c3d4e5";
    private static final String OTHERS = "o-zzzzzzzzzz";
    private static final String BUCKET = "arn:aws:s3:::uploads/photo.jpg";

    private static final String FOREIGNER = "arn:aws:iam::999999999999:role/reader";

    static Stream<String> data() {
        return Stream.of(
                "dynamodb:GetItem",
                "ecr:BatchGetImage",
                "kms:Decrypt",
                "s3:GetObject",
                "secretsmanager:GetSecretValue",
                "sqs:ReceiveMessage",
                "sts:AssumeRole");
    }

    @ParameterizedTest
    @MethodSource("data")
    void keepsEverybodyElseFromOurData(String action) {
        var request = AccessRequest.to(action).on(BUCKET);
        assertThat(decide(request.by(FOREIGNER).with("aws:PrincipalOrgID", OTHERS)))
                .isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(request.by(FOREIGNER))).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(request)).as("anonymous").isEqualTo(EXPLICITLY_DENIED);
    }

    @ParameterizedTest
    @MethodSource("data")
    void letsTheOrganizationUseIt(String action) {
        assertThat(decide(AccessRequest.to(action).on(BUCKET).by(APPLICATION).with("aws:PrincipalOrgID", US)))
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @MethodSource("data")
    void exemptsAwsServices(String action) {
        assertThat(decide(AccessRequest.to(action).on(BUCKET).byService("lambda.amazonaws.com")))
                .isEqualTo(ALLOWED);
    }

    @Test
    void exemptsAwsServicesWhileTheyActForUs() {
        var delivery = AccessRequest.to("s3:PutObject").on(BUCKET).byService("cloudtrail.amazonaws.com");
        var ours = delivery.with("aws:SourceAccount", ACCOUNT).with("aws:SourceOrgID", US);
        assertThat(decide(ours)).isEqualTo(ALLOWED);
        var others = delivery.with("aws:SourceAccount", "999999999999");
        assertThat(decide(others)).isEqualTo(EXPLICITLY_DENIED);
        assertThat(decide(others.with("aws:SourceOrgID", OTHERS))).isEqualTo(EXPLICITLY_DENIED);
    }

    @Test
    void exemptsTheLoadBalancersOfTheAllowedRegions() {
        var logs = AccessRequest.to("s3:PutObject").on(BUCKET);
        assertThat(decide(logs.by("arn:aws:iam::054676820928:root"))).isEqualTo(ALLOWED);
        assertThat(decide(logs.by("arn:aws:iam::127311923021:root"))).isEqualTo(EXPLICITLY_DENIED);
    }

    @Test
    void worksInARegionWhoseLoadBalancersHaveNoAccount() {
        var policy = DataPerimeter.policy(US, List.of("eu-central-2"), Optional.empty());
        assertThat(under(policy, AccessRequest.to("s3:GetObject").by(FOREIGNER)))
                .isEqualTo(EXPLICITLY_DENIED);
        assertThat(under(
                        policy, AccessRequest.to("s3:GetObject").by(APPLICATION).with("aws:PrincipalOrgID", US)))
                .isEqualTo(ALLOWED);
    }

    /** A federated caller is in no organization. */
    @ParameterizedTest
    @ValueSource(strings = {"sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"})
    void exemptsGitHubsFederation(String action) {
        assertThat(decide(github("repo:acme/shop:ref:refs/heads/main", action))).isEqualTo(ALLOWED);
    }

    @Test
    void exemptsTheFederationOfIdentityCenter() {
        assertThat(decide(AccessRequest.to("sts:AssumeRoleWithSAML")
                        .byFederated(
                                "arn:aws:iam::" + ACCOUNT + ":saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE")))
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "repo:acme/shop:environment:prod, ALLOWED",
        "repo:acme@123456/shop@456789:environment:prod, ALLOWED",
        "repo:acme-evil/shop:environment:prod, EXPLICITLY_DENIED",
        "repo:acme-evil@1/shop@2:environment:prod, EXPLICITLY_DENIED",
        "repo:evil/acme:environment:prod, EXPLICITLY_DENIED",
        "repo:Acme/shop:environment:prod, EXPLICITLY_DENIED"
    })
    void letsOnlyTheRepositoriesOfOneOwnerInWhereThereIsOne(String subject, Decision decision) {
        var policy = DataPerimeter.policy(US, List.of("eu-central-1"), Optional.of("acme"));
        assertThat(under(policy, github(subject, "sts:AssumeRoleWithWebIdentity")))
                .isEqualTo(decision);
    }

    @Test
    void leavesOtherIdentityProvidersToTheTrustOfTheirRoles() {
        var policy = DataPerimeter.policy(US, List.of("eu-central-1"), Optional.of("acme"));
        var cognito = AccessRequest.to("sts:AssumeRoleWithWebIdentity")
                .byFederated("cognito-identity.amazonaws.com")
                .with("cognito-identity.amazonaws.com:sub", "x");
        assertThat(under(policy, cognito)).isEqualTo(ALLOWED);
    }

    private static AccessRequest github(String subject, String action) {
        return AccessRequest.to(action)
                .byFederated("arn:aws:iam::" + ACCOUNT + ":oidc-provider/token.actions.githubusercontent.com")
                .with("token.actions.githubusercontent.com:sub", subject)
                .with("token.actions.githubusercontent.com:aud", "sts.amazonaws.com");
    }

    private static Decision decide(AccessRequest request) {
        return under(DataPerimeter.policy(US, List.of("eu-central-1"), Optional.empty()), request);
    }
}
