package dev.holdfast.policy.rules.audit;

import static dev.holdfast.policy.rules.Rule.checkov;
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

/** SNS-02. */
final class TopicForUsOnly implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("SNS-02", "topic-policy", Severity.HIGH)
                .description("Nobody outside may publish to a topic or read from it.")
                .why("A topic that anybody may publish to rings at night; one that anybody may read tells what"
                        + " is broken.")
                .mend("Name principals, or a condition such as aws:SourceAccount, in each statement.")
                .control(securityHub("SNS.4"))
                .control(checkov("CKV_AWS_169"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:sns/topicPolicy:TopicPolicy");
    }

    @Override
    public void validate(PolicyResource policy, Evaluation evaluation) {
        PolicyDocument.of(policy.property("policy")).allowing().stream()
                .filter(Statement::isForAnybody)
                .forEach(statement -> evaluation.violation(statement.label() + " allows everybody"));
    }
}
