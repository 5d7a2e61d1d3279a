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

/** SNS-01. */
final class TopicKey implements ResourcePolicy {
    @Override
    public PolicyMetadata metadata() {
        return rule("SNS-01", "topic-key", Severity.MEDIUM)
                .description("Messages that wait in a topic are encrypted with a key of ours.")
                .why("Only a key of ours lets alarms publish and keeps others from reading.")
                .mend("Set kmsMasterKeyId(key.id()).")
                .control(securityHub("SNS.1"))
                .control(checkov("CKV_AWS_26"))
                .build();
    }

    @Override
    public ResourceTypes types() {
        return ResourceTypes.of("aws:sns/topic:Topic");
    }

    @Override
    public void validate(PolicyResource topic, Evaluation evaluation) {
        if (topic.property("kmsMasterKeyId").isAbsent()) {
            evaluation.violation("no kmsMasterKeyId is set");
        }
    }
}
