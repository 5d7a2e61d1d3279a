package dev.holdfast.organization.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.conventions.Environment;
import dev.holdfast.conventions.Names;
import dev.holdfast.conventions.WorkloadBoundary;
import dev.holdfast.organization.ReachedAccounts;
import dev.holdfast.organization.Repository;
import dev.holdfast.testkit.AccessRequest;
import dev.holdfast.testkit.Decision;
import dev.holdfast.testkit.PolicyDocument;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** Who may be what, shown on tokens and requests. */
class PipelinesTest {
    private static final String BOUNDARY = "iam:PermissionsBoundary";
    private static final String BOUNDED = WorkloadBoundary.arn("111122223333");

    private static final String ID = "111122223333";
    private static final String MANAGEMENT = "999999999999";
    private static final String STATE = "arn:aws:s3:::holdfast-organization-state-999999999999-eu-central-1/.pulumi/";

    private static final Pipelines PIPELINES =
            new Pipelines(new Repository("acme", "platform", "42"), "eu-central-1", MANAGEMENT);

    private static String id(String account) {
        return account.equals(ReachedAccounts.MANAGEMENT) ? MANAGEMENT : ID;
    }

    private static Optional<PipelineRole.Args> find(String account, String role) {
        return PIPELINES.roles(account, id(account)).stream()
                .filter(one -> one.role().equals(role))
                .findFirst();
    }

    private static PipelineRole.Args role(String account, String role) {
        return find(account, role).orElseThrow();
    }

    /** A token of the repository, of a job without an environment. */
    private static AccessRequest token(String account, String context, String ref) {
        return AccessRequest.to("sts:AssumeRoleWithWebIdentity")
                .byFederated("arn:aws:iam::" + id(account) + ":oidc-provider/token.actions.githubusercontent.com")
                .with("token.actions.githubusercontent.com:aud", "sts.amazonaws.com")
                .with("token.actions.githubusercontent.com:sub", "repo:acme/platform:" + context)
                .with("token.actions.githubusercontent.com:repository_id", "42")
                .with("token.actions.githubusercontent.com:ref", ref);
    }

    private static AccessRequest inEnvironment(String account, String environment, String ref) {
        return token(account, "environment:" + environment, ref)
                .with("token.actions.githubusercontent.com:environment", environment);
    }

    private static boolean trusts(String account, String role, AccessRequest token) {
        return PolicyDocument.parse(role(account, role).trust().toJson()).decide(token) == Decision.ALLOWED;
    }

    /** What the role can do even if somebody attaches AdministratorAccess to it. */
    private static boolean atMost(PipelineRole.Args role, AccessRequest request) {
        return PolicyDocument.parse(role.boundary().toJson()).decide(request) == Decision.ALLOWED;
    }

    private static boolean permitted(PipelineRole.Args role, AccessRequest request) {
        return PolicyDocument.parse(role.permissions().orElseThrow().toJson()).decide(request) == Decision.ALLOWED;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            management  | preview, deploy
            log-archive | preview
            security    | preview
            shared      | preview, publish
            backup      | preview
            dev         | test, preview, deploy
            stage       | preview, deploy
            prod        | preview, deploy
            analytics   | preview
            """)
    void givesAnAccountTheseRolesAndNoOther(String account, String roles) {
        assertThat(PIPELINES.roles(account, id(account)))
                .extracting(PipelineRole.Args::role)
                .containsExactly(roles.split(", "));
    }

    @ParameterizedTest
    @CsvSource({
        "dev, test, ref:refs/heads/feature/x, refs/heads/feature/x, true",
        "dev, test, ref:refs/heads/main, refs/heads/main, true",
        "dev, test, pull_request, refs/pull/7/merge, false",
        "dev, test, ref:refs/tags/release-1, refs/tags/release-1, false",
        "dev, deploy, ref:refs/heads/main, refs/heads/main, true",
        "dev, deploy, ref:refs/heads/feature, refs/heads/feature, false",
        "dev, deploy, pull_request, refs/pull/7/merge, false",
        "stage, deploy, ref:refs/heads/main, refs/heads/main, true",
        "stage, deploy, ref:refs/heads/main2, refs/heads/main2, false",
        "stage, deploy, ref:refs/tags/release-1, refs/tags/release-1, false",
        "prod, deploy, ref:refs/heads/main, refs/heads/main, false",
        "prod, deploy, ref:refs/tags/release-1, refs/tags/release-1, false",
        "management, deploy, ref:refs/heads/main, refs/heads/main, false",
        "shared, publish, ref:refs/heads/main, refs/heads/main, true",
        "shared, publish, pull_request, refs/pull/7/merge, false",
        "stage, preview, pull_request, refs/pull/7/merge, true",
        "prod, preview, pull_request, refs/pull/7/merge, true",
        "prod, preview, ref:refs/heads/main, refs/heads/main, true",
        "prod, preview, ref:refs/heads/feature, refs/heads/feature, false",
        "prod, preview, ref:refs/tags/release-1, refs/tags/release-1, true",
        "stage, preview, ref:refs/tags/release-1, refs/tags/release-1, true",
        "prod, preview, ref:refs/tags/prerelease-1, refs/tags/prerelease-1, false",
        "shared, publish, ref:refs/tags/release-1, refs/tags/release-1, false",
        "management, preview, pull_request, refs/pull/7/merge, true"
    })
    void trustsRunsOnlyOfTheseRefs(String account, String role, String context, String ref, boolean trusted) {
        assertThat(trusts(account, role, token(account, context, ref))).isEqualTo(trusted);
    }

    @ParameterizedTest
    @CsvSource({
        "prod, prod, refs/tags/release-1.2, true",
        "prod, prod, refs/heads/main, false",
        "prod, prod, refs/tags/prerelease-1, false",
        "prod, stage, refs/tags/release-1.2, false",
        "prod, production, refs/tags/release-1.2, false",
        "stage, prod, refs/heads/main, false",
        "management, organization, refs/heads/main, true",
        "management, organization, refs/heads/feature, false",
        "management, prod, refs/heads/main, false"
    })
    void deploysFromProtectedEnvironmentsOnTheirRefs(String account, String environment, String ref, boolean trusted) {
        assertThat(trusts(account, "deploy", inEnvironment(account, environment, ref)))
                .isEqualTo(trusted);
    }

    @ParameterizedTest
    @CsvSource({
        "repo:acme@7/platform@42:ref:refs/heads/main, 42, true",
        "repo:acme/platform:ref:refs/heads/main, 42, true",
        "repo:acme/platform:ref:refs/heads/main, 43, false",
        "repo:acme@7/platform@43:ref:refs/heads/main, 43, false",
        "repo:acme/platform2:ref:refs/heads/main, 42, false",
        "repo:evil/platform:ref:refs/heads/main, 42, false",
        "repo:acme/platform:environment:ref%3Arefs/heads/main, 42, false"
    })
    void trustsTheRepositoryWithTheNumberInEitherFormOfSubject(String subject, String number, boolean trusted) {
        var token = token("stage", "ref:refs/heads/main", "refs/heads/main")
                .with("token.actions.githubusercontent.com:sub", subject)
                .with("token.actions.githubusercontent.com:repository_id", number);

        assertThat(trusts("stage", "deploy", token)).isEqualTo(trusted);
    }

    @Test
    void trustsNoTokenForAnotherAudience() {
        var token = token("stage", "ref:refs/heads/main", "refs/heads/main");

        assertThat(trusts("stage", "deploy", token)).isTrue();
        assertThat(trusts(
                        "stage",
                        "deploy",
                        token.with("token.actions.githubusercontent.com:aud", "https://github.com/acme")))
                .isFalse();
    }

    @Test
    void trustsNoIdentityProviderOfAnotherAccount() {
        assertThat(trusts("stage", "deploy", token("management", "ref:refs/heads/main", "refs/heads/main")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-archive", "shared", "dev", "prod"})
    void isPreviewedByTheManagementAccountsPreviewAlone(String account) {
        var request = AccessRequest.to("sts:AssumeRole");

        assertThat(trusts(account, "preview", request.by("arn:aws:iam::999999999999:role/holdfast/preview")))
                .isTrue();
        assertThat(trusts(account, "preview", request.by("arn:aws:iam::999999999999:role/holdfast/deploy")))
                .isFalse();
        assertThat(trusts(account, "preview", request.by("arn:aws:iam::111122223333:role/holdfast/preview")))
                .isFalse();
    }

    @Test
    void letsNobodyAssumeTheManagementAccountsPreviewButGitHub() {
        assertThat(trusts(
                        "management",
                        "preview",
                        AccessRequest.to("sts:AssumeRole").by("arn:aws:iam::999999999999:role/holdfast/preview")))
                .isFalse();
    }

    @Test
    void previewsOtherAccountsFromTheManagementAccountOnlyAsPreview() {
        var preview = role("management", "preview");
        var request = AccessRequest.to("sts:AssumeRole");

        for (var allowed : List.of(
                permitted(preview, request.on("arn:aws:iam::111122223333:role/holdfast/preview")),
                atMost(preview, request.on("arn:aws:iam::111122223333:role/holdfast/preview")))) {
            assertThat(allowed).isTrue();
        }
        assertThat(atMost(preview, request.on("arn:aws:iam::111122223333:role/OrganizationAccountAccessRole")))
                .isFalse();
        assertThat(atMost(role("prod", "preview"), request.on("arn:aws:iam::111122223333:role/holdfast/preview")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "iam:CreateUser, user/eve",
        "iam:CreateAccessKey, user/eve",
        "iam:UpdateAssumeRolePolicy, role/holdfast/deploy",
        "iam:PutRolePermissionsBoundary, role/holdfast-dev-api",
        "iam:DeleteRolePermissionsBoundary, role/holdfast/deploy",
        "iam:AttachRolePolicy, role/holdfast/break-glass",
        "iam:PutRolePolicy, role/OrganizationAccountAccessRole",
        "iam:CreateRole, role/holdfast-stage-api",
        "iam:CreateRole, role/holdfast-organization-x",
        "iam:PassRole, role/OrganizationAccountAccessRole",
        "iam:CreatePolicyVersion, policy/holdfast/boundary-deploy",
        "iam:CreateOpenIDConnectProvider, oidc-provider/evil.example",
        "iam:UpdateAccountPasswordPolicy, root",
        "organizations:LeaveOrganization, root",
        "account:CloseAccount, root",
        "sso:CreateAccountAssignment, root",
        "sts:AssumeRole, role/holdfast-dev-api",
        "secretsmanager:GetSecretValue, secret",
        "ssm:GetParameter, parameter"
    })
    void deploysNothingOfThis(String action, String resource) {
        var request = AccessRequest.to(action)
                .on("arn:aws:iam::111122223333:" + resource)
                .with("iam:PassedToService", "ecs-tasks.amazonaws.com");

        assertThat(atMost(role("dev", "deploy"), request)).isFalse();
        assertThat(atMost(role("dev", "test"), request)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "stage", "prod"})
    void deploysTheRolesThatTheWorkloadMakes(String environment) {
        var deploy = role(environment, "deploy");
        var made = "arn:aws:iam::111122223333:role/"
                + Names.of(Environment.ofStack(environment)).of("migrations");

        for (var action : List.of(
                "iam:CreateRole",
                "iam:PutRolePolicy",
                "iam:GetRole",
                "iam:ListInstanceProfilesForRole",
                "iam:DeleteRole",
                "iam:TagRole")) {
            var request = AccessRequest.to(action).on(made).with(BOUNDARY, BOUNDED);
            assertThat(permitted(deploy, request) && atMost(deploy, request))
                    .as(action)
                    .isTrue();
        }
        for (var service : List.of("ecs-tasks.amazonaws.com", "lambda.amazonaws.com", "scheduler.amazonaws.com")) {
            var request = AccessRequest.to("iam:PassRole").on(made).with("iam:PassedToService", service);
            assertThat(permitted(deploy, request) && atMost(deploy, request))
                    .as(service)
                    .isTrue();
        }
        assertThat(permitted(
                        deploy,
                        AccessRequest.to("iam:PassRole").on(made).with("iam:PassedToService", "ec2.amazonaws.com")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"})
    void givesNoRoleMoreThanTheBoundaryLetsIt(String action) {
        var request = AccessRequest.to(action).on("arn:aws:iam::111122223333:role/holdfast-dev-api");

        assertThat(atMost(role("dev", "deploy"), request.with(BOUNDARY, BOUNDED)))
                .isTrue();
        assertThat(atMost(role("dev", "deploy"), request)).isFalse();
        assertThat(atMost(role("dev", "deploy"), request.with(BOUNDARY, "arn:aws:iam::aws:policy/AdministratorAccess")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ec2:CreateVpc",
                "ecs:UpdateService",
                "rds:CreateDBInstance",
                "lambda:InvokeFunction",
                "kms:CreateGrant",
                "secretsmanager:CreateSecret",
                "elasticloadbalancing:CreateLoadBalancer"
            })
    void deploysServices(String action) {
        assertThat(atMost(role("prod", "deploy"), AccessRequest.to(action))).isTrue();
    }

    @Test
    void testsReviewStacksBesideDevWithoutTouchingIt() {
        var test = role("dev", "test");
        var delete = AccessRequest.to("rds:DeleteDBInstance").on("arn:aws:rds:eu-central-1:111122223333:db:x");

        assertThat(atMost(test, delete.with("aws:ResourceTag/environment", "review-x")))
                .isTrue();
        assertThat(atMost(test, delete.with("aws:ResourceTag/environment", "dev")))
                .isFalse();
        assertThat(atMost(
                        test,
                        AccessRequest.to("iam:CreateRole")
                                .on("arn:aws:iam::111122223333:role/holdfast-review-x-api")
                                .with(BOUNDARY, BOUNDED)))
                .isTrue();
        assertThat(atMost(
                        test,
                        AccessRequest.to("iam:CreateRole")
                                .on("arn:aws:iam::111122223333:role/holdfast-dev-api")
                                .with(BOUNDARY, BOUNDED)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ecs:DescribeServices, true",
        "iam:GetRole, true",
        "organizations:DescribeOrganization, true",
        "s3:GetBucketPolicy, true",
        "secretsmanager:DescribeSecret, true",
        "secretsmanager:GetSecretValue, false",
        "ssm:GetParametersByPath, false",
        "s3:GetObject, false",
        "dynamodb:Scan, false",
        "logs:GetLogEvents, false",
        "rds:DownloadDBLogFilePortion, false",
        "iam:CreateRole, false",
        "organizations:MoveAccount, false",
        "sts:AssumeRole, false"
    })
    void previewsConfigurationAndNoData(String action, boolean allowed) {
        assertThat(atMost(role("prod", "preview"), AccessRequest.to(action))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "organizations:CreateAccount, root, true",
        "iam:CreateRole, role/anything, true",
        "sts:AssumeRole, role/OrganizationAccountAccessRole, true",
        "iam:UpdateAssumeRolePolicy, role/holdfast/deploy, false",
        "iam:DeleteRolePermissionsBoundary, role/holdfast/preview, false",
        "iam:CreatePolicyVersion, policy/holdfast/boundary-deploy, false",
        "iam:CreateOpenIDConnectProvider, oidc-provider/evil.example, false",
        "iam:CreateUser, user/eve, false",
        "iam:CreateAccessKey, user/eve, false",
        "organizations:CloseAccount, root, false",
        "organizations:LeaveOrganization, root, false",
        "secretsmanager:GetSecretValue, secret, false"
    })
    void changesTheOrganizationButNotWhoChangesIt(String action, String resource, boolean allowed) {
        var request = AccessRequest.to(action).on("arn:aws:iam::999999999999:" + resource);

        assertThat(atMost(role("management", "deploy"), request)).isEqualTo(allowed);
    }

    @Test
    void publishesImagesOfHoldfastAndNothingElse() {
        var publish = role("shared", "publish");
        var put = AccessRequest.to("ecr:PutImage");
        var registry = "arn:aws:ecr:eu-central-1:111122223333:repository/";

        assertThat(permitted(publish, put.on(registry + "holdfast/api"))).isTrue();
        assertThat(permitted(publish, AccessRequest.to("ecr:GetAuthorizationToken")))
                .isTrue();
        assertThat(atMost(publish, put.on(registry + "other/api"))).isFalse();
        assertThat(atMost(publish, AccessRequest.to("ecr:DeleteRepository").on(registry + "holdfast/api")))
                .isFalse();
        assertThat(publish.managed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dev, deploy, s3:PutObject, stacks/holdfast/dev.json, true",
        "dev, deploy, s3:DeleteObject, locks/organization/holdfast/dev/1.json, true",
        "dev, deploy, s3:PutObject, history/holdfast/dev/1.json, true",
        "dev, deploy, s3:GetObject, stacks/holdfast-organization/management.json, true",
        "dev, deploy, s3:GetObject, meta.yaml, true",
        "dev, deploy, s3:PutObject, stacks/holdfast/prod.json, false",
        "dev, deploy, s3:PutObject, stacks/holdfast-organization/management.json, false",
        "dev, deploy, s3:PutObject, meta.yaml, false",
        "dev, deploy, s3:GetObject, stacks/holdfast/prod.json, false",
        "dev, test, s3:PutObject, stacks/holdfast/review-x.json, true",
        "dev, test, s3:PutObject, stacks/holdfast/dev.json, false",
        "prod, preview, s3:GetObject, stacks/holdfast/prod.json, true",
        "prod, preview, s3:PutObject, stacks/holdfast/prod.json, false",
        "management, deploy, s3:PutObject, stacks/holdfast-organization/management.json, true",
        "management, preview, s3:PutObject, stacks/holdfast-organization/management.json, false"
    })
    void keepsToTheStateOfItsOwnStack(String account, String role, String action, String object, boolean allowed) {
        var one = role(account, role);
        var request = AccessRequest.to(action).on(STATE + object);

        assertThat(permitted(one, request)).isEqualTo(allowed);
        if (allowed) {
            assertThat(atMost(one, request)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dev, deploy, kms:Encrypt, dev, true",
        "dev, deploy, kms:Encrypt, management, false",
        "dev, deploy, kms:GenerateDataKey, management, true",
        "dev, deploy, kms:Decrypt, management, true",
        "dev, deploy, kms:Decrypt, prod, false",
        "dev, test, kms:Decrypt, dev, true",
        "prod, preview, kms:Decrypt, prod, true",
        "prod, preview, kms:Encrypt, prod, false"
    })
    void usesTheKeysOfItsOwnState(String account, String role, String action, String key, boolean allowed) {
        var request = AccessRequest.to(action)
                .on("arn:aws:kms:eu-central-1:999999999999:key/1")
                .with("kms:ResourceAliases", "alias/holdfast-organization-state-" + key);

        assertThat(permitted(role(account, role), request)).isEqualTo(allowed);
    }

    /** What AWS's own policies give them, and the repositories' policies to the organization: docs/promotion.md. */
    @ParameterizedTest
    @CsvSource({"dev, deploy", "stage, deploy", "prod, deploy", "stage, preview", "prod, preview", "dev, test"})
    void learnsFromTheRegistryWhichImagesACommitHas(String account, String role) {
        var one = role(account, role);
        var request = AccessRequest.to("ecr:BatchGetImage")
                .on("arn:aws:ecr:eu-central-1:444455556666:repository/holdfast/api");

        assertThat(one.managed()).isIn(Optional.of("PowerUserAccess"), Optional.of("ReadOnlyAccess"));
        assertThat(atMost(one, request)).isTrue();
    }

    @Test
    void refusesABoundaryThatIsLongerThanIamAllows() {
        var tooLong = IamPolicy.create(IntStream.range(0, 200)
                .mapToObj(number -> IamStatement.builder()
                        .sid("S" + number)
                        .effect(IamEffect.ALLOW)
                        .addAction("s3:GetObject")
                        .addResource("*")
                        .build())
                .toList());
        var preview = role("dev", "preview");

        assertThatThrownBy(() -> new PipelineRole.Args(
                        "test", "", preview.trust(), Optional.empty(), Optional.empty(), tooLong, 3600))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the boundary of role 'test' has")
                .hasMessageContaining("IAM allows 6144");
    }
}
