package dev.holdfast.organization.pipeline;

import static dev.holdfast.organization.pipeline.Statements.allow;

import dev.holdfast.organization.MemberAccount;
import dev.holdfast.organization.ReachedAccounts;
import dev.holdfast.organization.Repository;
import dev.holdfast.organization.RoleNames;
import dev.holdfast.organization.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Which roles the repository's pipelines have in which account.
 *
 * <table>
 * <caption>roles by account</caption>
 * <tr><th>account</th><th>test</th><th>preview</th><th>deploy</th><th>publish</th></tr>
 * <tr><td>dev</td><td>any branch</td><td>pull requests, main, tags</td><td>main</td><td></td></tr>
 * <tr><td>stage</td><td></td><td>pull requests, main, tags</td><td>main</td><td></td></tr>
 * <tr><td>prod</td><td></td><td>pull requests, main, tags</td><td>environment prod, tags release-*</td><td></td></tr>
 * <tr><td>management</td><td></td><td>pull requests, main, tags</td><td>environment organization, main</td><td></td></tr>
 * <tr><td>shared</td><td></td><td>management's</td><td></td><td>main</td></tr>
 * <tr><td>others</td><td></td><td>management's</td><td></td><td></td></tr>
 * </table>
 *
 * <p>The tags are {@code release-*}.
 *
 * @param region where the registry and the state are
 * @param managementAccountId the account that the state is in
 */
public record Pipelines(Repository repository, String region, String managementAccountId) {
    /** The role that brings images into the registry. */
    static final String PUBLISH = "publish";

    static final String RELEASES = "refs/tags/release-*";

    private static final int HOUR = 3600;

    /** A first deployment takes about 20 minutes, and an update of the database can take longer. */
    private static final int TWO_HOURS = 7200;

    private static final List<String> PUSH = List.of(
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:CompleteLayerUpload",
            "ecr:DescribeImages",
            "ecr:GetDownloadUrlForLayer",
            "ecr:InitiateLayerUpload",
            "ecr:PutImage",
            "ecr:UploadLayerPart");

    /**
     * Declares what the pipelines of the configured repository have in the accounts that exist; without a repository,
     * nothing, and tells how to set one.
     */
    public static void declare(ReachedAccounts accounts, Steps steps) {
        var settings = accounts.settings();
        settings.repository()
                .map(repository -> new Pipelines(repository, settings.region(), accounts.managementId()))
                .ifPresentOrElse(
                        pipelines -> {
                            new AccountPipelines(
                                    ReachedAccounts.MANAGEMENT + "-pipelines",
                                    new AccountPipelines.Args(
                                            pipelines, ReachedAccounts.MANAGEMENT, accounts.managementId()),
                                    accounts.inManagement());
                            accounts.members()
                                    .forEach(one -> new AccountPipelines(
                                            one.name() + "-pipelines",
                                            new AccountPipelines.Args(pipelines, one.name(), one.id()),
                                            one.options()));
                            steps.done("the pipelines' roles in every account that exists");
                        },
                        () -> steps.byHand(
                                "set holdfast-organization:repository to the owner/name of the GitHub repository"
                                        + " whose pipelines are to work in the accounts, and repositoryId to what"
                                        + " `gh api repos/<owner>/<name> --jq .id` prints; the next update makes their roles"));
    }

    /** The roles of an account. */
    List<PipelineRole.Args> roles(String account, String accountId) {
        return switch (account) {
            case "dev" ->
                List.of(
                        test(accountId),
                        preview(accountId, Optional.of(workload(account, account))),
                        deploy(account, accountId, GitHubRuns.ofMain()));
            case "stage" ->
                List.of(
                        preview(accountId, Optional.of(workload(account, account))),
                        deploy(account, accountId, GitHubRuns.ofMain()));
            case "prod" ->
                List.of(
                        preview(accountId, Optional.of(workload(account, account))),
                        deploy(account, accountId, GitHubRuns.inEnvironment("prod", RELEASES)));
            case ReachedAccounts.MANAGEMENT ->
                List.of(preview(accountId, Optional.of(organization())), deployOrganization());
            case MemberAccount.SHARED -> List.of(preview(accountId, Optional.empty()), publish(accountId));
            default -> List.of(preview(accountId, Optional.empty()));
        };
    }

    /** Review stacks in {@code dev}: what a branch brings up and takes down again. */
    private PipelineRole.Args test(String accountId) {
        var roles = new WorkloadRoles(accountId, "holdfast-review-");
        return new PipelineRole.Args(
                RoleNames.TEST,
                "Pipelines of any branch: review stacks",
                IamPolicy.create(List.of(GitHubRuns.ofAnyBranch().trusted(repository, accountId))),
                Optional.of("PowerUserAccess"),
                Optional.of(all(roles.allowed(), workload("review-*", "dev").toWrite())),
                Boundaries.ofWorkloadBeside("dev", roles),
                TWO_HOURS);
    }

    /**
     * Reads. A release is previewed before a person lets it into the protected environment, and so without that. The
     * management account's role of this name takes on all the others, because the organization's program works
     * in all accounts; where there is no stack to preview, it alone does.
     */
    private PipelineRole.Args preview(String accountId, Optional<StateAccess> state) {
        var trust = new ArrayList<IamStatement>();
        if (state.isPresent()) {
            trust.add(GitHubRuns.ofPullRequestsMainAnd(RELEASES).trusted(repository, accountId));
        }
        var inManagement = accountId.equals(managementAccountId);
        if (!inManagement) {
            trust.add(trustedByManagement());
        }
        var assuming = inManagement
                ? List.of(allow(
                                "AssumePreview",
                                List.of("sts:AssumeRole"),
                                List.of(RoleNames.arn("*", RoleNames.PREVIEW)))
                        .build())
                : List.<IamStatement>of();
        return new PipelineRole.Args(
                RoleNames.PREVIEW,
                "Pipelines that preview a change; reads",
                IamPolicy.create(trust),
                Optional.of("ReadOnlyAccess"),
                state.map(known -> all(known.toRead(), assuming)),
                Boundaries.ofPreview(state.map(StateAccess::readable).orElse(List.of()), assuming),
                HOUR);
    }

    private PipelineRole.Args deploy(String environment, String accountId, GitHubRuns runs) {
        var roles = new WorkloadRoles(accountId, "holdfast-" + environment + "-");
        return new PipelineRole.Args(
                RoleNames.DEPLOY,
                "Pipelines that update " + environment,
                IamPolicy.create(List.of(runs.trusted(repository, accountId))),
                Optional.of("PowerUserAccess"),
                Optional.of(
                        all(roles.allowed(), workload(environment, environment).toWrite())),
                Boundaries.ofWorkload(roles),
                TWO_HOURS);
    }

    private PipelineRole.Args deployOrganization() {
        var runs = GitHubRuns.inEnvironment("organization", "refs/heads/main");
        return new PipelineRole.Args(
                RoleNames.DEPLOY,
                "Pipelines that update the organization",
                IamPolicy.create(List.of(runs.trusted(repository, managementAccountId))),
                Optional.of("AdministratorAccess"),
                Optional.of(IamPolicy.create(organization().toWrite())),
                Boundaries.ofOrganization(managementAccountId),
                TWO_HOURS);
    }

    private PipelineRole.Args publish(String accountId) {
        var permissions = IamPolicy.create(List.of(
                allow("Login", List.of("ecr:GetAuthorizationToken"), List.of("*"))
                        .build(),
                allow("Push", PUSH, List.of("arn:aws:ecr:" + region + ":" + accountId + ":repository/holdfast/*"))
                        .build()));
        return new PipelineRole.Args(
                PUBLISH,
                "Pipelines that bring images into the registry",
                IamPolicy.create(List.of(GitHubRuns.ofMain().trusted(repository, accountId))),
                Optional.empty(),
                Optional.of(permissions),
                permissions,
                HOUR);
    }

    /** A trust policy can name only roles that exist; a condition can name any. */
    private IamStatement trustedByManagement() {
        return IamStatement.builder()
                .sid("Management")
                .effect(IamEffect.ALLOW)
                .addAction("sts:AssumeRole")
                .addPrincipal(IamPrincipalType.AWS, "arn:aws:iam::" + managementAccountId + ":root")
                .addCondition(
                        IamConditionOperator.ARN_EQUALS,
                        "aws:PrincipalArn",
                        RoleNames.arn(managementAccountId, RoleNames.PREVIEW))
                .build();
    }

    private StateAccess workload(String stack, String environment) {
        return StateAccess.ofWorkload(region, managementAccountId, stack, environment);
    }

    private StateAccess organization() {
        return StateAccess.ofOrganization(region, managementAccountId);
    }

    private static IamPolicy all(List<IamStatement> some, List<IamStatement> more) {
        var statements = new ArrayList<>(some);
        statements.addAll(more);
        return IamPolicy.create(statements);
    }
}
