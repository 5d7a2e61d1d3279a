package dev.holdfast.policy.rules.storage;

import static dev.holdfast.policy.rules.Rule.rule;
import static dev.holdfast.policy.rules.Rule.securityHub;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.iam.PolicyDocument;
import dev.holdfast.policy.rules.iam.PolicyDocument.Statement;
import java.util.List;

/** S3-08. AWS's own services, such as CloudTrail, are no accounts of anybody, and not judged here. */
final class BucketOfOrganization implements ResourcePolicy {
    private static final String ORGANIZATION = "aws:PrincipalOrgID";

    @Override
    public PolicyMetadata metadata() {
        return rule("S3-08", "s3-organization-only", Severity.HIGH)
                .description("A bucket's policy lets in nobody but the organization's accounts.")
                .why("An account's number says nothing about whose it is, and one that leaves keeps what it was given.")
                .mend("Require aws:PrincipalOrgID in each statement that allows something, or deny s3:* to everybody "
                        + "where it is another.")
                .control(securityHub("S3.6"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:s3/bucketPolicy:BucketPolicy");
    }

    @Override
    public void validate(PolicyResource policy, Evaluation evaluation) {
        var document = PolicyDocument.of(policy.property("policy"));
        if (document.statements().stream().anyMatch(BucketOfOrganization::keepsOthersOut)) {
            return;
        }
        document.allowing().stream()
                .filter(statement -> statement.required(ORGANIZATION).isEmpty())
                .filter(statement -> statement.principals("AWS").stream().anyMatch(one -> !isOwn(one, policy)))
                .forEach(statement -> evaluation.violation(statement.label() + " allows "
                        + String.join(", ", statement.principals("AWS")) + " without " + ORGANIZATION));
    }

    private static boolean keepsOthersOut(Statement statement) {
        return !statement.allows()
                && statement.isAboutEverybody()
                && statement.covers("s3:GetObject")
                && statement.covers("s3:PutObject")
                && statement.conditions().stream()
                        .anyMatch(condition -> condition.key().equalsIgnoreCase(ORGANIZATION)
                                && List.of("StringNotEquals", "StringNotEqualsIfExists")
                                        .contains(condition.operator()));
    }

    /** Whether a principal is of the only account that the provider works in. */
    private static boolean isOwn(String principal, PolicyResource policy) {
        return policy.provider()
                .map(provider -> provider.properties().get("allowedAccountIds").string(""))
                .filter(accounts -> accounts.matches("\\[\"\\d{12}\"]"))
                .map(accounts -> accounts.substring(2, 14))
                .filter(account -> principal.equals(account) || principal.contains("::" + account + ":"))
                .isPresent();
    }
}
