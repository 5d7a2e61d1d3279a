package dev.holdfast.policy.rules.iam;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.iam.PolicyDocument.Statement;
import java.util.List;
import java.util.stream.Stream;

/** IAM-04. */
final class NarrowTrust implements ResourcePolicy {
    private static final String PROVIDER = "oidc-provider/";

    /** What tells who asks, where the principal does not. */
    private static final List<String> WHO =
            List.of("aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn");

    @Override
    public PolicyMetadata metadata() {
        return rule("IAM-04", "iam-narrow-trust", Severity.CRITICAL)
                .description(
                        "A role trusts somebody in particular: never everybody, and of an identity provider only some subjects.")
                .why("A role that any repository of GitHub, or any account, may take on belongs to the internet.")
                .mend(
                        "Name principals; for GitHub, require aud, and a sub such as repo:<owner>/<name>:ref:refs/heads/main.")
                .control(checkov("CKV_AWS_60"))
                .control(checkov("CKV_AWS_61"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:iam/role:Role");
    }

    @Override
    public void validate(PolicyResource role, Evaluation evaluation) {
        for (var statement :
                PolicyDocument.of(role.property("assumeRolePolicy")).allowing()) {
            if (statement.isAboutEverybody()
                    && WHO.stream().allMatch(key -> statement.required(key).isEmpty())) {
                evaluation.violation(statement.label() + " trusts everybody");
            }
            statement.principals("Federated").stream()
                    .filter(provider -> provider.contains(PROVIDER))
                    .flatMap(provider ->
                            problems(statement, provider.substring(provider.indexOf(PROVIDER) + PROVIDER.length())))
                    .forEach(problem -> evaluation.violation(statement.label() + " " + problem));
        }
    }

    private static Stream<String> problems(Statement statement, String host) {
        var problems = Stream.<String>builder();
        if (statement.required(host + ":aud").isEmpty()) {
            problems.add("does not say for whom the token is");
        }
        var subjects = statement.required(host + ":sub");
        if (subjects.isEmpty()) {
            problems.add("does not say whose token it is");
        }
        var repositoryIsKnown = !statement.required(host + ":repository_id").isEmpty();
        subjects.stream()
                .filter(subject -> isWide(subject, repositoryIsKnown))
                .forEach(subject -> problems.add("trusts any " + subject));
        return problems.build();
    }

    /** {@code repo:<owner>/<name>:<context>}, where no part may be anything. */
    private static boolean isWide(String subject, boolean repositoryIsKnown) {
        var parts = subject.split(":", 3);
        if (!parts[0].equals("repo")) {
            return subject.equals("*") || subject.endsWith(":*");
        }
        return parts.length < 3 || parts[2].equals("*") || !repositoryIsKnown && parts[1].contains("*");
    }
}
