package dev.holdfast.organization.pipeline;

import dev.holdfast.organization.Repository;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Some runs of the repository's workflows on GitHub, told by what GitHub says of them in their tokens.
 *
 * <p>The subject of a token is {@code repo:acme/platform:<context>}, or, in repositories that were made, renamed or
 * transferred after 15 July 2026 or that chose so, {@code repo:acme@7/platform@42:<context>} with the numbers of owner and
 * repository. Both are trusted. The number of the repository, which is never given to another one, is asked for in any case.
 *
 * @param contexts what the subject ends with: {@code ref:refs/heads/main}, {@code pull_request}, {@code environment:prod};
 *     a job that names an environment has no other context than that
 * @param claims further claims, each with what it must look like
 * @see <a href="https://docs.github.com/actions/reference/security/oidc">OpenID Connect reference</a> of GitHub
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html">IAM and STS
 *     condition context keys</a>, which list the claims that STS looks at
 */
record GitHubRuns(List<String> contexts, Map<String, String> claims) {
    /** The host whose tokens these are; a claim is a key of a condition, {@code <host>:<claim>}. */
    static final String HOST = "token.actions.githubusercontent.com";

    /** For whom the tokens are: what aws-actions/configure-aws-credentials asks for. */
    static final String AUDIENCE = "sts.amazonaws.com";

    private static final String MAIN = "refs/heads/main";

    GitHubRuns {
        contexts = List.copyOf(contexts);
        claims = new TreeMap<>(claims);
    }

    /** Pushes to any branch, and what is started by hand there. Not for pull requests, whose context is another. */
    static GitHubRuns ofAnyBranch() {
        return new GitHubRuns(List.of("ref:refs/heads/*"), Map.of("ref", "refs/heads/*"));
    }

    /** Pushes to {@code main}. */
    static GitHubRuns ofMain() {
        return new GitHubRuns(List.of("ref:" + MAIN), Map.of("ref", MAIN));
    }

    /**
     * Pull requests, pushes to {@code main}, and tags of this kind: what is previewed. GitHub gives no token to the pull
     * request of a fork.
     *
     * @param tags a pattern of refs
     */
    static GitHubRuns ofPullRequestsMainAnd(String tags) {
        return new GitHubRuns(List.of("pull_request", "ref:" + MAIN, "ref:" + tags), Map.of());
    }

    /** Jobs in a protected environment, on refs of one kind only: the subject does not say on which ref they run. */
    static GitHubRuns inEnvironment(String environment, String ref) {
        return new GitHubRuns(List.of("environment:" + environment), Map.of("environment", environment, "ref", ref));
    }

    /** A statement that lets these runs, and no others, take a role on. */
    IamStatement trusted(Repository repository, String accountId) {
        var statement = IamStatement.builder()
                .sid("GitHub")
                .effect(IamEffect.ALLOW)
                .addAction("sts:AssumeRoleWithWebIdentity")
                .addPrincipal(
                        IamPrincipalType.create("Federated"), "arn:aws:iam::" + accountId + ":oidc-provider/" + HOST)
                .addCondition(IamConditionOperator.STRING_EQUALS, HOST + ":aud", AUDIENCE)
                .addCondition(IamConditionOperator.STRING_EQUALS, HOST + ":repository_id", repository.id())
                .addConditions(IamConditionOperator.STRING_LIKE, HOST + ":sub", subjects(repository));
        claims.forEach((claim, pattern) ->
                statement.addCondition(IamConditionOperator.STRING_LIKE, HOST + ":" + claim, pattern));
        return statement.build();
    }

    /** In a subject, GitHub writes a colon of a name as %3A, so nothing before the context can look like one. */
    private List<String> subjects(Repository repository) {
        var numbered = repository.owner() + "@*/" + repository.name() + "@" + repository.id();
        return contexts.stream()
                .flatMap(context ->
                        Stream.of(repository.fullName(), numbered).map(name -> "repo:" + name + ":" + context))
                .toList();
    }
}
