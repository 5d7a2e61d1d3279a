package dev.holdfast.policy.rules.audit;

import static dev.holdfast.policy.rules.Rule.rule;

import dev.holdfast.policy.Evaluation;
import dev.holdfast.policy.PolicyMetadata;
import dev.holdfast.policy.PolicyResource;
import dev.holdfast.policy.ResourcePolicy;
import dev.holdfast.policy.ResourceTypes;
import dev.holdfast.policy.Severity;
import dev.holdfast.policy.rules.iam.PolicyDocument;

/** SNS-03. */
final class TopicTlsOnly implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("SNS-03", "topic-tls-only", Severity.MEDIUM)
                .description("A topic takes nothing without TLS.")
                .why("SNS answers plain HTTP as well, and messages then cross the network as they are.")
                .mend("Deny sns:Publish to everybody in the topic's policy where aws:SecureTransport is false.")
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:sns/topicPolicy:TopicPolicy");
    }

    @Override
    public void validate(PolicyResource policy, Evaluation evaluation) {
        var refuses = PolicyDocument.of(policy.property("policy")).statements().stream()
                .anyMatch(statement -> !statement.allows()
                        && statement.isAboutEverybody()
                        && statement.covers("sns:Publish")
                        && statement.required("aws:SecureTransport").contains("false"));
        if (!refuses) {
            evaluation.violation("no statement denies requests without TLS");
        }
    }
}
