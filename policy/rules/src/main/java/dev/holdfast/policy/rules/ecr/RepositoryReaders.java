package dev.holdfast.policy.rules.ecr;

import static dev.holdfast.policy.rules.Rule.checkov;
import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.iam.PolicyDocument;
import dev.holdfast.policy.rules.iam.PolicyDocument.Statement;
import java.util.List;

/** ECR-05. */
final class RepositoryReaders implements ResourcePolicy {
    private static final List<String> CALLER =
            List.of("aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount");
    private static final List<String> SOURCE = List.of("aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID");

    @Override
    public PolicyMetadata metadata() {
        return rule("ECR-05", "ecr-readers", Severity.HIGH)
                .description("Only accounts that are named, or those of the organization, reach a repository.")
                .why(
                        "An image that everybody may pull gives the program away; one that others may push runs in production.")
                .mend("Require aws:PrincipalOrgID, and of a service aws:SourceArn or aws:SourceAccount.")
                .control(checkov("CKV_AWS_32"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:ecr/repositoryPolicy:RepositoryPolicy");
    }

    @Override
    public void validate(PolicyResource policy, Evaluation evaluation) {
        for (var statement : PolicyDocument.of(policy.property("policy")).allowing()) {
            if (statement.isAboutEverybody() && lacks(statement, CALLER)) {
                evaluation.violation(statement.label() + " is for everybody");
            }
            if (!statement.principals("Service").isEmpty() && lacks(statement, SOURCE)) {
                evaluation.violation(statement.label() + " lets a service act for everybody");
            }
        }
    }

    private static boolean lacks(Statement statement, List<String> keys) {
        return keys.stream()
                .flatMap(key -> statement.required(key).stream())
                .filter(value -> !value.equals("*"))
                .findAny()
                .isEmpty();
    }
}
